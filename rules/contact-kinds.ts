/** Ways to reach somebody past the site; `account`: an id of WeChat, QQ and the like. */
export const CONTACT_KINDS = ['phone', 'email', 'link', 'account', 'address'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]
