// One exchange against the description.

const PROBLEMS_SHOWN = 5;

// Each exchange that a recording line stands for: itself, and the parts of a batch.
export function exchangesOf(line) {
  const version = /^\/v1\.0(?=\/|\?|$)/;
  if (!version.test(line.path)) {
    return [];
  }
  const whole = { ...line, path: line.path.replace(version, '') };
  return [whole, ...batchParts(whole)];
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function header(headers, name) {
  const found = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found?.[1] ?? '';
}

function batchParts(whole) {
  if (whole.path !== '/$batch') {
    return [];
  }
  const requests = parsed(whole.request)?.requests;
  const responses = parsed(whole.response)?.responses;
  if (!Array.isArray(requests) || !Array.isArray(responses)) {
    return [];
  }
  return requests.flatMap((request) => {
    const answer = responses.find((response) => response.id === request.id);
    return answer ? [batchPart(whole, request, answer)] : [];
  });
}

// What is no JSON stands in a batch as base64.
function bodyText(body, type) {
  if (typeof body === 'string' && !type.startsWith('application/json')) {
    return Buffer.from(body, 'base64').toString();
  }
  return body === undefined ? '' : JSON.stringify(body);
}

function batchPart(whole, request, answer) {
  const requestType = header(request.headers, 'content-type');
  const responseType = header(answer.headers, 'content-type');
  return {
    ...whole,
    method: request.method.toUpperCase(),
    path: request.url.startsWith('/') ? request.url : `/${request.url}`,
    consistencyLevel: header(request.headers, 'consistencylevel'),
    requestType,
    request: bodyText(request.body, 'application/json'),
    status: answer.status,
    responseType,
    response: bodyText(answer.body, responseType),
    inBatch: true,
  };
}

// An empty object stands for no body: inside a batch a POST must have one.
const isBlank = (text) => text === '' || text === '{}';

function describeErrors(errors, expanded) {
  return errors
    .filter(
      (error) =>
        error.keyword !== 'if' &&
        !(
          error.keyword === 'additionalProperties' &&
          expanded.has(error.params.additionalProperty)
        ),
    )
    .slice(0, PROBLEMS_SHOWN)
    .map((error) => {
      const { additionalProperty, allowedValues } = error.params;
      const extra = allowedValues ? `${allowedValues}, not ${error.data}` : additionalProperty;
      const isNull = error.data === null ? ' but is null' : '';
      return `${error.instancePath || '/'} ${error.message} ${extra ?? ''}`.trimEnd() + isNull;
    });
}

export class Check {
  constructor(description) {
    this.description = description;
  }

  // The problems of one exchange: [{side, method, path, status, problem}].
  problems(exchange) {
    const [path, query = ''] = exchange.path.split(/\?(.*)/s);
    const known = this.description.find(exchange.method, decodeURI(path));
    const about = { method: exchange.method, path: known?.path ?? path, status: exchange.status };
    const isOurs = exchange.userAgent.startsWith('lpaz/');
    const found = [];
    const add = (side, problems) =>
      found.push(...problems.map((problem) => ({ side, ...about, problem })));
    if (!known?.operation) {
      if (isOurs) {
        add('request', [known ? 'method not described' : 'path not described']);
      }
      add('answer', this.answerToUnknown(exchange));
      return found;
    }
    if (isOurs) {
      add('request', this.queryProblems(known.operation, query));
      add('request', this.requestProblems(known.operation, exchange));
    }
    add('answer', this.answerProblems(known.operation, exchange, query));
    return found;
  }

  queryProblems(operation, query) {
    const declared = this.description.queryParameters(operation);
    const problems = [];
    for (const [name, value] of new URLSearchParams(query)) {
      const schema = declared.get(name);
      if (schema) {
        problems.push(...parameterProblems(name, value, schema));
      } else if (!(declared.has('$top') && /^\$skiptoken$/i.test(name))) {
        problems.push(`query option ${name} not described`);
      }
    }
    return problems;
  }

  requestProblems(operation, exchange) {
    const body = this.description.resolved(operation.requestBody);
    if (!body) {
      return isBlank(exchange.request) ? [] : ['a body where none is described'];
    }
    if (exchange.request === '') {
      return body.required ? ['no body'] : [];
    }
    return this.bodyProblems(body.content, exchange.requestType, exchange.request, new Set());
  }

  answerProblems(operation, exchange, query) {
    if (!wasAnswered(exchange)) {
      return [];
    }
    const response = this.description.response(operation, exchange.status);
    if (!response) {
      return [`status ${exchange.status} not described`];
    }
    if (!response.content) {
      return exchange.response === '' ? [] : ['a body where none is described'];
    }
    const expanded = new Set(
      (new URLSearchParams(query).get('$expand') ?? '').match(/[A-Za-z]+/g) ?? [],
    );
    return this.bodyProblems(response.content, exchange.responseType, exchange.response, expanded);
  }

  // What Graph does not know it refuses in the one shape of its errors.
  answerToUnknown(exchange) {
    if (!wasAnswered(exchange) || exchange.status < 400) {
      return [];
    }
    const { content } = this.description.components.responses.error;
    return this.bodyProblems(content, exchange.responseType, exchange.response, new Set());
  }

  bodyProblems(content, type, text, expanded) {
    const plainType = type.split(';')[0].trim();
    const schema = content[plainType]?.schema;
    if (!schema) {
      return [`content type "${plainType}" not described`];
    }
    const value = plainType === 'application/json' ? parsed(text) : text;
    if (value === undefined) {
      return ['the body is not JSON'];
    }
    const validate = this.description.validator(schema);
    return validate(value) ? [] : describeErrors(validate.errors, expanded);
  }
}

// Damage that was ordered is not the sandbox's answer.
function wasAnswered(exchange) {
  return exchange.status !== 0 && !['garbage', 'cut', 'drop-before'].includes(exchange.fault);
}

function parameterProblems(name, value, schema) {
  if (schema.type === 'integer' && !/^[0-9]+$/.test(value)) {
    return [`query option ${name} is not a number`];
  }
  if (schema.type === 'boolean' && !['true', 'false'].includes(value)) {
    return [`query option ${name} is not true or false`];
  }
  if (schema.uniqueItems && new Set(value.split(',')).size < value.split(',').length) {
    return [`query option ${name} names something twice`];
  }
  return [];
}
