import type { Clock } from '../platform/clock.ts'
import type { Database } from '../schema.ts'

/** Fills in demo data once and prints the accounts. */
export async function demo(_database: Database, _clock: Clock, _data_dir: string): Promise<void> {}
