import type { QueryClient } from '@tanstack/react-query'
import { wordsOf } from '../../i18n/words.ts'
import { createAsking } from './asking.ts'
import { isMobile } from './mobile.ts'
import { sessionQuery } from './session.ts'

const { useAsked, ask } = createAsking()

export const useAskedName = useAsked

/**
 * Does what shows a person to others. Who has no name yet, but the number they signed up with, is
 * asked for one before it.
 *
 * @throws {Error} where they give none.
 */
export async function withName<Result>(
  client: QueryClient,
  work: () => Promise<Result>,
): Promise<Result> {
  const session = client.getQueryData(sessionQuery.queryKey)
  if (session && isMobile(session.name) && !(await ask()))
    throw new Error(wordsOf('ui')('name_needed'))
  return work()
}
