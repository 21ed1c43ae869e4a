import type { ColumnType, Generated, Kysely, Transaction } from 'kysely'
import type { Bedroom } from '../contract/house-story.ts'
import type { ToldField } from '../contract/houses.ts'
import type { NoticeKind } from '../contract/notices.ts'
import type { Right } from '../contract/operator.ts'
import type { ChangeStatus } from '../contract/order-changes.ts'
import type { Actor, EventKind, OrderStatus } from '../contract/order-terms.ts'
import type { Channel, RefundCause } from '../contract/payments.ts'
import type { ContactKind } from '../rules/contact-kinds.ts'
import type { HouseKind } from '../rules/house-kinds.ts'
import type { HouseRules } from '../rules/house-rules.ts'
import type { Language } from '../rules/language.ts'
import type { OrderTerms } from '../rules/order-terms.ts'
import type { QuoteLine } from '../rules/quote.ts'
import type { Database as AnyDatabase } from './platform/database/database.ts'

/** What is owed of a notice beside the page, in a table for each way to tell it. */
interface NoticeTold {
  user_id: number
  notice_id: number
  state: Generated<'owed' | 'queued' | 'sent' | 'dropped'>
  at: Date
  queued_at: Generated<Date | null>
}

/** The tables as `migrations/` makes them. Dates of nights are text, ids and money are numbers. */
export interface Tables {
  users: {
    id: Generated<number>
    mobile: string
    name: string
    /** As the database sees it; null where somebody who came first looks the same. */
    name_look: Generated<string | null>
    password_hash: string
    avatar_url: Generated<string>
    real_name: string | null
    id_card: string | null
    created_at: Date
    /** When its person was taken out of it. */
    erased_at: Generated<Date | null>
  }
  account_deletions: { user_id: number; asked_at: Date; due_at: Date }
  person_exports: {
    id: Generated<number>
    user_id: number
    asked_at: Date
    ready_at: Date | null
    ends_at: Date
    url: Generated<string>
    seal_key: Generated<string>
    seal_tag: Generated<string>
    bytes: Generated<number>
  }
  file_removals: { url: string; since: Date }
  push_keys: { public_key: string; private_sealed: string }
  push_subscriptions: {
    endpoint: string
    user_id: number
    token_hash: string
    p256dh: string
    auth: string
    language: Language
    created_at: Date
  }
  notice_pushes: NoticeTold
  operators: { user_id: number; rights: Right[]; since: Date }
  operator_factors: {
    user_id: number
    secret_sealed: string
    confirmed_at: Generated<Date | null>
    last_step: Generated<number>
  }
  operator_recovery_codes: { user_id: number; code_hash: string }
  operator_sessions: { token_hash: string; user_id: number; ends_at: Date }
  audit_entries: {
    id: Generated<number>
    at: Date
    actor: 'operator' | 'command'
    actor_id: number | null
    address: Generated<string>
    act: string
    subject: string
    subject_id: number | null
    before: unknown
    after: unknown
    reason: Generated<string>
    previous: Generated<string>
    hash: Generated<string>
  }
  sessions: {
    token_hash: string
    user_id: number
    expires_at: Date
    ends_at: Date
    id: Generated<number>
    device: Generated<string>
    place: Generated<string>
    created_at: Generated<Date>
    used_at: Generated<Date>
  }
  passkeys: {
    id: Generated<number>
    credential_id: string
    user_id: number
    /** COSE, in base64url. */
    public_key: string
    counter: number
    transports: string[]
    name: string
    created_at: Date
    used_at: Date | null
  }
  passkey_challenges: { challenge: string; user_id: number | null; expires_at: Date }
  counted_tries: { subject: string; tries: number; window_until: Date }
  image_codes: { id: string; code_hash: string; expires_at: Date }
  sms_codes: {
    mobile: string
    code_hash: string
    tries: Generated<number>
    sent_at: Date
    expires_at: Date
    delivered_at: Generated<Date | null>
  }
  outbox_messages: {
    id: Generated<number>
    kind: 'sms' | 'image_code' | 'mail'
    recipient: string
    code: string
    text: string
    created_at: Date
  }
  mail_addresses: {
    user_id: number
    /** Null until one was confirmed. */
    address: string | null
    language: Language
    confirmed_at: Date | null
    refused_at: Date | null
    unsubscribed_at: Date | null
    pending: string | null
    pending_hash: string | null
    pending_until: Date | null
  }
  notice_mails: NoticeTold
  areas: { id: Generated<number>; name: string; name_en: Generated<string> }
  facilities: { id: Generated<number>; name: string; icon: string }
  houses: {
    id: Generated<number>
    host_id: number
    area_id: number
    title: string
    price_fen: number
    deposit_fen: number
    address: string
    /** Kept by the database: what everybody may read of it; '' where nothing is left. */
    coarse_address: Generated<string>
    room_count: number
    acreage: number
    unit: string
    capacity: number
    beds: string
    min_days: number
    max_days: number
    order_count: Generated<number>
    /** Kept by the database: stars of the reviews that are shown, and their average. */
    rating_sum: Generated<number>
    rating_count: Generated<number>
    rating_tenths: Generated<number>
    cover_url: Generated<string>
    listed: Generated<boolean>
    version: Generated<number>
    /** 0: without rules. */
    terms_version: Generated<number>
    /** Kept by the database: what the rules say of it. */
    gap_days: Generated<number>
    created_at: Date
    latitude: Generated<number | null>
    longitude: Generated<number | null>
    /** The centre of the circle that everybody is shown. */
    shown_latitude: Generated<number | null>
    shown_longitude: Generated<number | null>
    /** Kept by the database: title and coarse address as they are compared, and the rows of `house_facilities`. */
    search_text: Generated<string>
    facility_ids: Generated<readonly number[]>
  }
  house_stories: {
    house_id: number
    kind: Generated<HouseKind | ''>
    description: Generated<string>
    house_rules: Generated<string>
    bedrooms: ColumnType<Bedroom[], string | undefined, string>
    /** Sealed; null where nothing was said. */
    instructions: string | null
  }
  house_rules: {
    house_id: number
    rules: ColumnType<Partial<HouseRules>, string, string>
    author_id: number
    changed_at: Date
  }
  house_facilities: { house_id: number; facility_id: number }
  house_images: { house_id: number; position: number; url: string; srcset: Generated<string> }
  held_nights: {
    house_id: number
    nights: string
    /** Whoever holds the nights: an order by its id; a closed day of the host or an import by theirs. */
    kind: Generated<'order' | 'closed' | 'import' | 'change'>
    order_id: number | null
    holder_id: number | null
    /** Kept by the database: see migration 022. */
    guard: Generated<string | null>
  }
  closed_days: {
    id: Generated<number>
    house_id: number
    nights: string
    note: Generated<string>
    author_id: number
    at: Date
  }
  calendar_exports: { house_id: number; token: string }
  calendar_feeds: {
    id: Generated<number>
    house_id: number
    name: string
    url: string
    created_at: Date
    next_try_at: Date
    last_try: Date | null
    last_good: Date | null
    fault: Generated<string>
    etag: Generated<string>
    last_modified: Generated<string>
    /** When the host was told that it fails; null once it was read again. */
    failing_told_at: Date | null
  }
  feed_conflicts: { feed_id: number; order_id: number; found_at: Date }
  feed_ranges: {
    feed_id: number
    uid: string
    summary: string
    nights: string
    /** One of our own ranges that came back. */
    echo: Generated<boolean>
  }
  orders: {
    house_id: number
    id: number
    guest_id: number
    host_id: number
    start_date: string
    end_date: string
    /** As it was when it was bought; null on orders of servers that did not keep it. */
    title: string | null
    address: string | null
    cover_url: string | null
    guests: Generated<number>
    price_fen: number
    amount_fen: number
    /** Null where each day cost `price_fen`. */
    day_amounts: number[] | null
    lines: QuoteLine[] | null
    /** Null: those that held before there were any. */
    terms: OrderTerms | null
    /** What of `amount_fen`, or of what is kept, is tax. */
    tax_fen: Generated<number>
    status: OrderStatus
    due_at: Date | null
    comment: Generated<string>
    commented_at: Date | null
    created_at: Date
  }
  reviews: {
    house_id: number
    order_id: number
    stars: Generated<number | null>
    cleanliness: Generated<number | null>
    accuracy: Generated<number | null>
    location: Generated<number | null>
    host: Generated<number | null>
    edited_at: Generated<Date | null>
    reply: Generated<string>
    replied_at: Generated<Date | null>
    hidden_at: Generated<Date | null>
    hidden_reason: Generated<string>
    judged_at: Generated<Date | null>
  }
  guest_ratings: {
    house_id: number
    order_id: number
    guest_id: number
    stars: number
    text: string
    created_at: Date
  }
  review_reports: {
    house_id: number
    order_id: number
    reporter_id: number
    reason: string
    created_at: Date
  }
  favourite_lists: {
    id: Generated<number>
    user_id: number
    name: string
    is_default: Generated<boolean>
    token: Generated<string | null>
    created_at: Date
  }
  favourites: { user_id: number; house_id: number; list_id: number; saved_at: Date }
  order_changes: {
    id: Generated<number>
    house_id: number
    order_id: number
    proposed_by: 'guest' | 'host'
    start_date: string
    end_date: string
    guests: number
    amount_fen: number
    tax_fen: number
    day_amounts: number[]
    lines: ColumnType<QuoteLine[], string, string>
    status: Generated<ChangeStatus>
    due_at: Date
    created_at: Date
  }
  /** Until some days after the stay. */
  order_guests: {
    id: Generated<number>
    house_id: number
    order_id: number
    sealed: string
    changed_at: Date
  }
  order_events: {
    house_id: number
    order_id: number
    to_status: OrderStatus
    from_status: OrderStatus | null
    kind: EventKind
    actor: Actor
    reason: string
    /** Of money: how much. */
    amount_fen: Generated<number | null>
    at: Date
    /** 0 as the order enters the status; then 1, 2… for what became known while it stood there. */
    turn: Generated<number>
  }
  payments: {
    id: Generated<number>
    out_trade_no: string
    provider: string
    house_id: number
    order_id: number
    guest_id: number
    amount_fen: number
    status: Generated<'open' | 'paid' | 'closed'>
    trade_no: string | null
    created_at: Date
    paid_at: Date | null
    settled: Generated<boolean>
    channel: Channel | null
    close_at: Date | null
    close_tries: Generated<number>
    /** Of an order that is paid already: the change that it is for. */
    change_id: Generated<number | null>
  }
  site_currency: { one: Generated<boolean>; currency: string }
  payment_inbox: { provider: string; event_id: string; payment_id: number; received_at: Date }
  refunds: {
    id: Generated<number>
    payment_id: number
    cause: RefundCause
    amount_fen: number
    /** Tries of servers that know of parts. */
    part_tries: Generated<number>
    status: Generated<'pending' | 'done' | 'refused'>
    created_at: Date
    tries: Generated<number>
    next_try_at: Date
    last_code: string | null
    ended_at: Date | null
  }
  payouts: {
    id: Generated<number>
    host_id: number
    amount_fen: number
    until: string
    created_at: Date
  }
  /** Written by the database as a payout is recorded. */
  payout_orders: { payout_id: number; house_id: number; order_id: number; amount_fen: number }
  payout_holds: {
    id: Generated<number>
    house_id: number
    order_id: number
    reason: string
    /** The operator. */
    held_by: string
    held_at: Date
    released_by: string | null
    released_at: Date | null
  }
  /** A view: what hosts have of orders that is not paid out. */
  due_orders: {
    house_id: number
    order_id: number
    host_id: number
    end_date: string
    fen: number
    hold_id: number | null
  }
  ledger_transactions: {
    id: Generated<number>
    kind: 'payment' | 'refund' | 'stay' | 'payout' | 'order' | 'given'
    subject_id: number
    /** Of what is kept of an order, and given back of it. */
    house_id: Generated<number | null>
    order_id: Generated<number | null>
    at: Date
  }
  ledger_entries: {
    transaction_id: number
    account: 'provider' | 'bank' | 'guest' | 'host' | 'platform' | 'tax'
    owner_id: Generated<number>
    amount_fen: number
  }
  notices: {
    user_id: number
    id: Generated<number>
    kind: NoticeKind
    role: 'guest' | 'host'
    house_id: number
    order_id: number
    reason: string
    created_at: Date
    read_at: Date | null
    sms: 'owed' | 'held' | 'queued' | 'sent' | null
    /** When its SMS was queued. */
    sms_at: Date | null
    /** For how many notices its SMS stands. */
    sms_count: Generated<number>
    /** Of a `house_changed`: what of it. */
    changed: ToldField[] | null
    /** What it is, where servers of before have no words for it. */
    told_kind: NoticeKind | null
    /** The name of a feed. */
    about: string | null
    /** The thread in which somebody has written. */
    thread_id: Generated<number | null>
    /** When an SMS of it is due, if it is not read. */
    sms_due_at: Generated<Date | null>
  }
  threads: {
    house_id: number
    id: Generated<number>
    guest_id: number
    host_id: number
    created_at: Date
    /** How many messages: their numbers run from 1 to this one. */
    messages: Generated<number>
    last_at: Date
    guest_read: Generated<number>
    host_read: Generated<number>
    guest_unread: Generated<number>
    host_unread: Generated<number>
  }
  messages: {
    house_id: number
    thread_id: number
    number: number
    author: 'guest' | 'host'
    text: string
    masked: ContactKind[]
    picture: string | null
    created_at: Date
  }
  message_keys: {
    sender_id: number
    key: string
    digest: string
    house_id: number
    thread_id: number
    number: number
    created_at: Date
  }
  person_blocks: { blocker_id: number; blocked_id: number; created_at: Date }
  thread_reports: {
    id: Generated<number>
    house_id: number
    thread_id: number
    reporter_id: number
    reason: string
    created_at: Date
  }
  thread_readings: { id: Generated<number>; thread_id: number; reader: string; read_at: Date }
  idempotency_keys: {
    guest_id: number
    key: string
    house_id: number
    start_date: string
    end_date: string
    guests: Generated<number>
    order_id: number
    refusal: string | null
    created_at: Date
  }
}

export type Database = AnyDatabase<Tables>
/** A handle that may or may not be inside a transaction. */
export type Db = Kysely<Tables>
/** A handle that is inside one: what is done with it happens together or not at all. */
export type Trx = Transaction<Tables>
