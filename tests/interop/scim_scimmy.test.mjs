// SCIMMY takes truth values only as such, so the address carries the flag that makes Entra send
// them.
import * as scimmy from "./scim_servers/scimmy.mjs";
import { walk } from "./support/provisioning_walk.mjs";

await walk(scimmy, { dialect: "?aadOptscim062020" });
