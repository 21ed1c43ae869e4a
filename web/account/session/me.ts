import { createContext, use } from 'react'
import type { Session } from './session.ts'

/** Whose page is shown: given by what asks for the login around it. */
export const MeContext = createContext<Session | undefined>(undefined)

export function useMe(): Session {
  const me = use(MeContext)
  if (!me) throw new Error('a page of somebody is shown outside RequireSession')
  return me
}
