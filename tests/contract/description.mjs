// The OpenAPI description as operations and JSON schemas that a validator can read.

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
// OData annotations ("@odata.type", "members@odata.bind") may stand in every object.
const ANNOTATIONS = { '@': true };

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const nameOf = (ref) => ref.slice(ref.lastIndexOf('/') + 1);

// Every object is closed but for annotations, unless the description cut it down to a free form:
// a misspelt member would go unseen otherwise.
function closed(schema) {
  if (!schema.properties || isObject(schema.additionalProperties)) {
    return schema;
  }
  return { ...schema, patternProperties: ANNOTATIONS, additionalProperties: false };
}

// OpenAPI 3.0 to JSON schema: nullable, references, closed objects.
function converted(schema) {
  if (Array.isArray(schema)) {
    return schema.map(converted);
  }
  if (!isObject(schema)) {
    return schema;
  }
  if (schema.$ref) {
    return { $ref: `#/definitions/${nameOf(schema.$ref)}` };
  }
  const { nullable, example, ...rest } = schema;
  const plain = {};
  for (const [key, value] of Object.entries(rest)) {
    plain[key] =
      key === 'properties'
        ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, converted(v)]))
        : key === 'enum' || key === 'required'
          ? value
          : converted(value);
  }
  return nullable ? { anyOf: [{ type: 'null' }, closed(plain)] } : closed(plain);
}

// A derived type with the members of its bases, so that it can be closed as a whole.
function flattened(name, schemas) {
  const schema = schemas[name];
  if (!schema.allOf) {
    return schema;
  }
  const whole = { title: schema.title, type: 'object', properties: {}, required: [] };
  for (const part of schema.allOf) {
    const from = part.$ref ? flattened(nameOf(part.$ref), schemas) : part;
    Object.assign(whole.properties, from.properties);
    whole.required.push(...(from.required ?? []));
  }
  return whole;
}

function derivedTypes(schemas) {
  const derived = new Map();
  const basesOf = (name) =>
    (schemas[name].allOf ?? []).flatMap((part) =>
      part.$ref ? [nameOf(part.$ref), ...basesOf(nameOf(part.$ref))] : [],
    );
  for (const name of Object.keys(schemas)) {
    for (const base of basesOf(name)) {
      derived.set(base, [...(derived.get(base) ?? []), name]);
    }
  }
  return derived;
}

// "@odata.type" says which derived type an object is.
function withDerivedTypes(name, own, derived) {
  return (derived.get(name) ?? []).reduce(
    (otherwise, type) => ({
      if: {
        type: 'object',
        properties: { '@odata.type': { const: `#${type}` } },
        required: ['@odata.type'],
      },
      then: { $ref: `#/definitions/${type}` },
      else: otherwise,
    }),
    own,
  );
}

function definitions(schemas) {
  const derived = derivedTypes(schemas);
  const all = {};
  for (const name of Object.keys(schemas)) {
    all[name] = withDerivedTypes(name, converted(flattened(name, schemas)), derived);
  }
  return all;
}

// A variable is no system segment such as $count.
function pathPattern(path) {
  const literal = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/\{[^}]*\}/g, "[^/'$][^/']*")}$`);
}

// /users('ada') addresses the same as /users/ada.
const withoutKeyForm = (path) => path.replace(/\('([^'/]*)'\)/g, '/$1');

export class Description {
  constructor(document, ajv) {
    this.components = document.components;
    this.ajv = ajv;
    ajv.addSchema({ $id: 'graph', definitions: definitions(document.components.schemas) });
    this.paths = Object.entries(document.paths).map(([path, operations]) => ({
      path,
      operations,
      pattern: pathPattern(path),
      variables: path.split('{').length - 1,
    }));
    this.paths.sort((a, b) => a.variables - b.variables);
    this.validators = new Map();
  }

  // The path's template and the operation; without `operation` where the method is not described.
  find(method, path) {
    const known =
      this.paths.find((entry) => entry.pattern.test(path)) ??
      this.paths.find((entry) => entry.pattern.test(withoutKeyForm(path)));
    const key = method.toLowerCase();
    return known && { path: known.path, operation: METHODS.includes(key) && known.operations[key] };
  }

  resolved(part) {
    return part?.$ref
      ? part.$ref.split('/').slice(2).reduce((at, key) => at[key], this.components)
      : part;
  }

  queryParameters(operation) {
    const all = (operation.parameters ?? []).map((parameter) => this.resolved(parameter));
    return new Map(all.filter((p) => p.in === 'query').map((p) => [p.name, p.schema]));
  }

  // The answer described for a status; only failures may be covered by "default".
  response(operation, status) {
    const { responses } = operation;
    const found = responses[status] ?? (status >= 400 ? responses.default : undefined);
    return this.resolved(found);
  }

  validator(schema) {
    const key = JSON.stringify(schema);
    if (!this.validators.has(key)) {
      const text = JSON.stringify(converted(schema));
      const outside = text.replaceAll('"#/definitions/', '"graph#/definitions/');
      this.validators.set(key, this.ajv.compile(JSON.parse(outside)));
    }
    return this.validators.get(key);
  }
}
