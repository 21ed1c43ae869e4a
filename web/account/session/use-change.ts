import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { makeStale } from '../../api/queries.ts'
import { toast } from '../../ui/toast.ts'
import { withLogin } from './ask-login.ts'

interface ChangeOptions<Given, Result> {
  /** Paths of which what was read is stale afterwards. */
  readonly stale?: readonly string[]
  readonly onDone?: (result: Result, given: Given) => unknown
  /** Instead of a toast with the server's words. */
  readonly onFailed?: (error: Error, given: Given) => unknown
}

/** A change that a person makes: asks to log in where needed, says why where it is refused. */
export function useChange<Given, Result>(
  work: (given: Given) => Promise<Result>,
  { stale = [], onDone, onFailed }: ChangeOptions<Given, Result> = {},
): UseMutationResult<Result, Error, Given> {
  const client = useQueryClient()
  return useMutation({
    // Without a network it fails at once and says so: nothing goes out later that nobody expects.
    networkMode: 'always',
    mutationFn: (given: Given) => withLogin(() => work(given)),
    onSuccess: async (result, given) => {
      // Waited for: who sees "done" sees the new state with it.
      await makeStale(client, ...stale)
      await onDone?.(result, given)
    },
    onError: (error, given) => {
      if (onFailed) onFailed(error, given)
      else toast(error.message, 'bad')
    },
  })
}
