import AjvCompiler from '@fastify/ajv-compiler'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'

/** As fastify calls it: the problems stand on the function itself. */
interface Validate {
  (value: unknown): unknown
  errors?: unknown
}

/**
 * Schemas are compiled when a route is first asked: a server begins in less time, and keeps in
 * memory what is used.
 */
export const lazySchemas = {
  compilersFactory: {
    buildValidator: after(AjvCompiler(), (compile: () => Validate): Validate => {
      let compiled: Validate | undefined
      const validate: Validate = (value) => {
        compiled ??= compile()
        const valid = compiled(value)
        validate.errors = compiled.errors
        return valid
      }
      return validate
    }),
    buildSerializer: after(SerializerSelector(), (compile: () => Serialize): Serialize => {
      let compiled: Serialize | undefined
      return (value) => {
        compiled ??= compile()
        return compiled(value)
      }
    }),
  },
}

type Serialize = (value: unknown) => string

/** The same compilers, each of whose functions is made by `defer` from the way to compile it. */
function after<Given extends unknown[], Compiled>(
  build: (...given: Given) => (route: never) => unknown,
  defer: (compile: () => Compiled) => Compiled,
) {
  return (...given: Given) => {
    const compile = build(...given) as (route: unknown) => Compiled
    return (route: unknown) => defer(() => compile(route))
  }
}
