import type { QueryClient } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { BodyOf, RouteOf } from '../../api/contract.ts'
import { makeStale } from '../../api/queries.ts'
import { forgetThreads } from './kept-threads.ts'
import { ENDED_KEY, sessionQuery } from './session.ts'

const OWN = /^\/(user|users|orders|notices|threads)(\/|$)/

/** What was read as somebody else is forgotten; the pages' common parts stay. */
const forget = (client: QueryClient): void => {
  forgetThreads()
  client.removeQueries({
    predicate: ({ queryKey: [path] }) => OWN.test(String(path)),
    type: 'inactive',
  })
}

const readAgain = (client: QueryClient) =>
  makeStale(client, '/session', '/user', '/users', '/orders', '/notices', '/threads', '/houses')

/** The server has begun a session: the pages learn whose it is. */
async function enter(client: QueryClient): Promise<void> {
  const before =
    client.getQueryData(sessionQuery.queryKey)?.user_id ?? client.getQueryData<number>(ENDED_KEY)
  const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
  // The same person goes on where their session ended.
  if (session?.user_id !== before) forget(client)
  await readAgain(client)
}

export async function leave(client: QueryClient): Promise<void> {
  client.setQueryData(sessionQuery.queryKey, null)
  client.removeQueries({ queryKey: ENDED_KEY })
  forget(client)
  await readAgain(client)
}

export async function logIn(
  client: QueryClient,
  credentials: BodyOf<RouteOf<'POST', '/sessions'>>,
): Promise<void> {
  await ask('POST', '/sessions', { body: credentials })
  await enter(client)
}

export async function logInByPasskey(
  client: QueryClient,
  response: BodyOf<RouteOf<'POST', '/sessions/passkey'>>['response'],
): Promise<void> {
  await ask('POST', '/sessions/passkey', { body: { response } })
  await enter(client)
}

export async function register(
  client: QueryClient,
  person: Omit<BodyOf<RouteOf<'POST', '/users'>>, 'password2'>,
): Promise<void> {
  // Whoever can look at what they type need not type it twice.
  await ask('POST', '/users', { body: { ...person, password2: person.password } })
  await enter(client)
}

/** Told between the end of the session and the pages' hearing of it: to go where nobody must be. */
type GoAway = () => Promise<unknown>

export async function logOut(client: QueryClient, goAway: GoAway): Promise<void> {
  await ask('DELETE', '/session')
  await goAway()
  await leave(client)
}

export async function logOutEverywhere(client: QueryClient, goAway: GoAway): Promise<void> {
  await ask('DELETE', '/user/sessions')
  await goAway()
  await leave(client)
}
