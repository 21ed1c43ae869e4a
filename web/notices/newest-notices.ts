import { read } from '../api/queries.ts'

export const NOTICES_PAGE = '20'

/** The newest ones and how many are unread: what the layout shows. */
export const newestNotices = read('/notices', { query: { limit: NOTICES_PAGE } })
