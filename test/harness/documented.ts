import { Ajv2020 } from 'ajv/dist/2020.js'
import { openApiOf } from '../../contract/openapi.ts'
import { API_PREFIX, type Route } from '../../contract/route.ts'
import { ROUTES } from '../../contract/routes.ts'

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const document = openApiOf(ROUTES, 'test')
const PARAMETER = /\{\w+\}/g
const parametersOf = ({ path }: Route): number => path.match(PARAMETER)?.length ?? 0
/** Fewest parameters first: like the router, `/houses/index` before `/houses/{id}`. */
const PATTERNS = ROUTES.toSorted((one, other) => parametersOf(one) - parametersOf(other)).map(
  (route) => ({
    route,
    pattern: new RegExp(`^${API_PREFIX}${route.path.replace(PARAMETER, '[^/]+')}$`),
  }),
)

const findRoute = (method: string, path: string): Route | undefined =>
  PATTERNS.find(({ route, pattern }) => route.method === method && pattern.test(path))?.route

interface Operation {
  readonly responses: Record<string, { content: { 'application/json': { schema: object } } }>
}

/**
 * Holds an answer against the interface document: its status, its errcode and its fields must be
 * ones that the document lists for the route.
 *
 * @throws {Error} when the two disagree.
 */
export function checkDocumented(
  method: string,
  path: string,
  { status, body }: { status: number; body: unknown },
): void {
  const route = findRoute(method, path)
  if (!route) return
  const operation = document.paths[route.path]?.[method.toLowerCase()] as Operation
  const response = operation.responses[String(status)]
  if (!response) throw new Error(`${route.id} answered ${status}, which its document does not list`)
  const schema = response.content['application/json'].schema
  if (ajv.validate(closed(schema), body)) return
  const why = ajv.errorsText(ajv.errors)
  throw new Error(
    `${route.id} answered what its document does not: ${JSON.stringify(body)}: ${why}`,
  )
}

const closedSchemas = new WeakMap<object, object>()

/** The same schema with every object closed that does not say that it is open: a field that is not documented is a disagreement. */
function closed(schema: object): object {
  const known = closedSchemas.get(schema)
  if (known) return known
  const copy = JSON.parse(JSON.stringify(schema), (_key, value) =>
    value?.type === 'object' && value.properties && value.additionalProperties !== true
      ? { ...value, additionalProperties: false }
      : value,
  )
  closedSchemas.set(schema, copy)
  return copy
}
