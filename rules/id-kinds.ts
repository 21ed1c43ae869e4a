/** What an id number is the number of. */
export const ID_KINDS = ['id_card', 'passport', 'other'] as const
export type IdKind = (typeof ID_KINDS)[number]
