/** A `fetch` that checks every request and answer against the published OpenAPI document. */
import { readFileSync } from 'node:fs';
import * as ajvModule from '@redocly/ajv/dist/2020.js';
import { parseYaml } from '@redocly/openapi-core';

interface MediaTypes {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}
interface Operation {
  readonly parameters?: readonly {
    $ref?: string;
    name?: string;
    in?: string;
    required?: boolean;
  }[];
  readonly requestBody?: MediaTypes;
  readonly responses: Readonly<Record<string, MediaTypes & { readonly $ref?: string }>>;
}
interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const source = readFileSync(
  new URL('../../../openapi/aicc-messages.yaml', import.meta.url),
  'utf8',
);
const api = parseYaml(source) as Api;

// A CommonJS module: its class is one or two defaults deep, depending on who loads it.
type Ajv = import('@redocly/ajv/dist/2020.js').default;
const loaded = ajvModule.default as unknown as { default?: new (options: object) => Ajv };
const AjvClass = loaded.default ?? (loaded as unknown as new (options: object) => Ajv);
const ajv = new AjvClass({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'api', ...api });

/** Compiling one takes a moment, and the same few are used again and again. */
const validators = new Map<string, ReturnType<Ajv['compile']>>();
function validatorOf($ref: string): ReturnType<Ajv['compile']> {
  let validate = validators.get($ref);
  if (!validate) validators.set($ref, (validate = ajv.compile({ $ref })));
  return validate;
}

/** What is wrong with each exchange so far; empty when all is as published. */
export class OpenApiChecker {
  readonly problems: string[] = [];
  readonly operations = new Set<string>();
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    await this.#check(input as string, init ?? {}, response.clone());
    return response;
  };

  async #check(url: string, init: RequestInit, response: Response): Promise<void> {
    const method = (init.method ?? 'GET').toLowerCase();
    const path = url.slice(this.#baseUrl.length);
    const template = Object.keys(api.paths).find(
      (each) =>
        each in api.paths && new RegExp(`^${each.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
    const operation = template === undefined ? undefined : api.paths[template]?.[method];
    const name = `${method} ${template ?? path}`;
    if (!operation) {
      this.problems.push(`${name}: not published`);
      return;
    }
    this.operations.add(name);
    this.#checkHeaders(name, operation, new Headers(init.headers));
    if (operation.requestBody) {
      this.#validate(
        `${name} request`,
        operation.requestBody,
        'application/json',
        init.body as string,
      );
    }
    const told = operation.responses[String(response.status)];
    if (!told) {
      this.problems.push(`${name}: status ${response.status} is not published`);
      return;
    }
    const type = (response.headers.get('Content-Type') ?? '').split(';')[0] ?? '';
    if (!type.includes('json')) {
      void response.body?.cancel();
      return;
    }
    const media = told.$ref ? (resolve(told.$ref) as MediaTypes) : told;
    this.#validate(`${name} ${response.status}`, media, type, await response.text());
  }

  #checkHeaders(name: string, operation: Operation, headers: Headers): void {
    for (const parameter of operation.parameters ?? []) {
      const told = (parameter.$ref ? resolve(parameter.$ref) : parameter) as typeof parameter;
      if (told.in !== 'header' || !told.required || !told.name) continue;
      if (!headers.has(told.name)) this.problems.push(`${name}: header ${told.name} is missing`);
    }
  }

  #validate(name: string, { content }: MediaTypes, type: string, text: string): void {
    const schema = content?.[type]?.schema as { $ref?: string } | undefined;
    if (!schema) {
      this.problems.push(`${name}: ${type} is not published`);
      return;
    }
    const validate = validatorOf(`api${schema.$ref ?? ''}`);
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      this.problems.push(`${name}: no JSON`);
      return;
    }
    if (!validate(json)) this.problems.push(`${name}: ${ajv.errorsText(validate.errors)}`);
  }
}

function resolve(ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], api);
}
