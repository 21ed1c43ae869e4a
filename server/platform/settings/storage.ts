import { resolve } from 'node:path'
import type { Bucket } from '../files/files.ts'
import { type Reader, WEB_ADDRESS, WEB_PROTOCOLS } from './reader.ts'

const POSTGRES_PROTOCOLS = ['postgres:', 'postgresql:']
const POSTGRES_ADDRESS = 'postgres://user:password@host:port/name'
const SECRET_CHARACTERS_MIN = 32

/** Where everything is kept. Addresses may carry passwords: they are read as secrets. */
export function readStorageSettings(read: Reader) {
  const address = (name: string, protocols: readonly string[], may: string) => {
    read.secret(name)
    return read.url(name, protocols, may)?.href
  }
  const database_url = address('DATABASE_URL', POSTGRES_PROTOCOLS, POSTGRES_ADDRESS)
  const database_replica_url = address('DATABASE_REPLICA_URL', POSTGRES_PROTOCOLS, POSTGRES_ADDRESS)
  if (database_replica_url && !database_url)
    throw read.wrong('DATABASE_REPLICA_URL', 'left out when DATABASE_URL is')
  return {
    data_dir: resolve(read.text('IHOME_DATA_DIR') ?? '.data'),
    /** Where backups are; `ihome doctor` looks there. */
    backup_dir: read.text('IHOME_BACKUP_DIR'),
    /** Absent: the embedded database in the data directory. */
    database_url,
    database_replica_url,
    redis_url: address(
      'REDIS_URL',
      ['redis:', 'rediss:'],
      'redis://host:port/number or rediss://…',
    ),
    session_secret: readSessionSecret(read, database_url),
    /** Absent: files are kept in the data directory. */
    bucket: readBucket(read),
  }
}

/** Absent: made once and kept in the data directory, which servers of one database may not share. */
function readSessionSecret(read: Reader, database_url: string | undefined): string | undefined {
  const secret = read.secret('SESSION_SECRET')
  const may = `${SECRET_CHARACTERS_MIN} or more random characters`
  if (database_url && !secret) throw read.wrong('SESSION_SECRET', `set with DATABASE_URL: ${may}`)
  if (secret && secret.length < SECRET_CHARACTERS_MIN) throw read.wrong('SESSION_SECRET', may)
  return secret
}

function readBucket(read: Reader): Bucket | undefined {
  const bucket = read.text('S3_BUCKET')
  if (bucket === undefined) return undefined
  const needed = (name: string) => read.needed(name, 'with S3_BUCKET')
  const endpoint = needed('S3_ENDPOINT')
  read.url('S3_ENDPOINT', WEB_PROTOCOLS, WEB_ADDRESS)
  read.url('S3_PUBLIC_URL', WEB_PROTOCOLS, WEB_ADDRESS)
  read.secret('S3_SECRET_ACCESS_KEY')
  return {
    bucket,
    endpoint,
    region: read.text('S3_REGION') ?? 'us-east-1',
    access_key_id: needed('S3_ACCESS_KEY_ID'),
    secret_access_key: needed('S3_SECRET_ACCESS_KEY'),
    path_style: read.oneOf('S3_PATH_STYLE', ['true', 'false'], 'true') === 'true',
    public_url: read.text('S3_PUBLIC_URL')?.replace(/\/$/, ''),
  }
}
