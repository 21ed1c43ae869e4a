import { ERRCODE, isRefused } from '../../api/refused.ts'
import { createAsking } from './asking.ts'

const { useAsked, ask } = createAsking()

export const useAskedLogin = useAsked

/**
 * Does what needs a session. Where it is missing or has ended, the login opens over the page, and
 * what was begun goes on after it: nothing that was typed is lost.
 */
export async function withLogin<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!isRefused(error, ERRCODE.session) || !(await ask())) throw error
    return work()
  }
}
