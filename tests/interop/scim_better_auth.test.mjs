import * as betterAuth from "./scim_servers/better_auth.mjs";
import { walk } from "./support/provisioning_walk.mjs";

await walk(betterAuth);
