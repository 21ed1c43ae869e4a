import type { QueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { makeStale } from '../api/queries.ts'
import { sessionQuery } from './session.ts'

/** What was read as somebody else is forgotten; the pages' common parts stay. */
async function changePerson(client: QueryClient): Promise<void> {
  client.removeQueries({
    predicate: ({ queryKey: [path] }) => /^\/(user|users|orders|notices)(\/|$)/.test(String(path)),
    type: 'inactive',
  })
  await makeStale(client, '/session', '/user', '/users', '/orders', '/notices', '/houses')
}

export async function logIn(
  client: QueryClient,
  credentials: { mobile: string; password: string },
): Promise<void> {
  await ask('POST', '/sessions', { body: credentials })
  await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
  await changePerson(client)
}

export async function logOut(client: QueryClient): Promise<void> {
  await ask('DELETE', '/session')
  client.setQueryData(sessionQuery.queryKey, null)
  await changePerson(client)
}
