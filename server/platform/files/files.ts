import { mkdirSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { Refusal } from '../../../contract/refusals.ts'
import { isUnavailable } from '../database/database.ts'

/** Below it the server itself shows files. */
export const FILES_PREFIX = '/files/'
/** A name is given once, so what is under it never changes and may be kept for good. */
export const FILE_AGE_S = 31_536_000

const CONNECT_MS_MAX = 3_000
const REQUEST_MS_MAX = 10_000
const ATTEMPTS_MAX = 3
/** Segments that begin with no dot: a name can lead nowhere but down. */
const NAME = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/
export const isFileName = (text: string): boolean => NAME.test(text)

/** A bucket of Amazon S3 or of anything that speaks its protocol. */
export interface Bucket {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly access_key_id: string
  readonly secret_access_key: string
  /** Whether the bucket is named in the path, not in the host. */
  readonly path_style: boolean
  /** Where browsers find the files, without a slash at the end; absent: through this server. */
  readonly public_url: string | undefined
}

export interface FileContent {
  /** Never used before, e.g. `houses/1/9f86d081-800.webp`. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Files {
  /** The directory that holds them; undefined where they are in a bucket. */
  readonly folder: string | undefined
  /**
   * Keeps the files, then does `work` with their addresses; when any of it fails, none stays.
   *
   * @throws {Refusal} `file_fault` when one cannot be kept; whatever `work` throws.
   */
  keepFor<Result>(
    contents: readonly FileContent[],
    work: (urls: string[]) => Promise<Result>,
  ): Promise<Result>
  /**
   * Keeps a copy of the file at `path` of this machine; returns its address.
   *
   * @throws {Refusal} `file_fault` when it cannot be kept.
   */
  keepCopy(name: string, path: string): Promise<string>
  /**
   * Removes what is under these addresses; one that cannot be removed is reported and left.
   *
   * @returns those that were left.
   */
  remove(urls: readonly string[]): Promise<readonly string[]>
  /**
   * The bytes under a name; undefined where there is no such file.
   *
   * @throws {Refusal} `overloaded` when the bucket does not answer.
   */
  read(name: string): Promise<Readable | undefined>
  /** The name in an address of ours; pictures may also be shown from elsewhere. */
  nameOf(url: string): string | undefined
  /** The names of all there are. */
  names(): AsyncGenerator<string>
  /** Keeps a file of a backup under the name that it had. */
  restore(content: FileContent): Promise<void>
}

/** Hears of files that could not be kept, read or removed. */
type Report = (error: unknown, name: string) => void

/** @param mayRemove whether the files at these addresses may be removed now. */
export async function openFiles(
  { folder, bucket }: { readonly folder: string; readonly bucket: Bucket | undefined },
  report: Report,
  mayRemove: (urls: readonly string[]) => Promise<boolean> = async () => true,
): Promise<Files> {
  const public_prefix = bucket?.public_url ? `${bucket.public_url}/` : FILES_PREFIX
  const disk = bucket ? await openBucket(bucket) : openFolder(folder)

  const keep = async ({ name, bytes }: FileContent) => {
    try {
      await disk.put(name, bytes, { cacheControl: `public, max-age=${FILE_AGE_S}, immutable` })
    } catch (error) {
      report(error, name)
      throw new Refusal('file_fault')
    }
  }
  const remove = async (name: string): Promise<boolean> => {
    try {
      await disk.delete(name)
      return true
    } catch (error) {
      report(error, name)
      return false
    }
  }
  const nameOf = (url: string) => nameIn(url, [public_prefix, FILES_PREFIX])

  return {
    folder: bucket ? undefined : folder,
    async keepFor(contents, work) {
      try {
        for (const content of contents) await keep(content)
        return await work(contents.map(({ name }) => public_prefix + name))
      } catch (error) {
        // Where the database went away it may have committed all the same: a file too many does
        // no harm, one too few does.
        if (!isUnavailable(error)) for (const { name } of contents) await remove(name)
        throw error
      }
    },
    async keepCopy(name, path) {
      try {
        await disk.copyFromFs(path, name)
        return public_prefix + name
      } catch (error) {
        report(error, name)
        await remove(name)
        throw new Refusal('file_fault')
      }
    },
    async remove(urls) {
      // A file too many does no harm, one too few does.
      if (!(await mayRemove(urls).catch(() => false))) return urls
      const left: string[] = []
      for (const url of urls) {
        const name = nameOf(url)
        if (name !== undefined && !(await remove(name))) left.push(url)
      }
      return left
    },
    nameOf,
    async read(name) {
      if (!isFileName(name)) return undefined
      try {
        return await disk.getStream(name)
      } catch (error) {
        if (isMissing(error)) return undefined
        report(error, name)
        throw new Refusal('overloaded')
      }
    },
    names: () => namesIn(disk),
    restore: keep,
  }
}

async function* namesIn(disk: Disk): AsyncGenerator<string> {
  let paginationToken: string | undefined
  do {
    const page = await disk.listAll('/', {
      recursive: true,
      ...(paginationToken && { paginationToken }),
    })
    for (const file of page.objects) if (file.isFile && isFileName(file.key)) yield file.key
    paginationToken = page.paginationToken
  } while (paginationToken)
}

function nameIn(url: string, prefixes: readonly string[]): string | undefined {
  const prefix = prefixes.find((start) => url.startsWith(start))
  const name = prefix && url.slice(prefix.length)
  return name && isFileName(name) ? name : undefined
}

function openFolder(folder: string): Disk {
  mkdirSync(folder, { recursive: true })
  return new Disk(new FSDriver({ location: folder, visibility: 'public' }))
}

/** Loaded only where there is a bucket: the client costs memory that a small site can spare. */
async function openBucket(bucket: Bucket): Promise<Disk> {
  const { S3Driver } = await import('flydrive/drivers/s3')
  return new Disk(
    new S3Driver({
      bucket: bucket.bucket,
      endpoint: bucket.endpoint,
      region: bucket.region,
      credentials: {
        accessKeyId: bucket.access_key_id,
        secretAccessKey: bucket.secret_access_key,
      },
      forcePathStyle: bucket.path_style,
      // Who may read is the bucket's own policy; many providers know no others.
      visibility: 'public',
      supportsACL: false,
      maxAttempts: ATTEMPTS_MAX,
      requestHandler: { connectionTimeout: CONNECT_MS_MAX, socketTimeout: REQUEST_MS_MAX },
      // The client's newer defaults send checksums that many providers refuse.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  )
}

function isMissing(error: unknown): boolean {
  const cause = (error as Error).cause as
    | { name?: string; $metadata?: { httpStatusCode?: number } }
    | undefined
  return cause?.name === 'NoSuchKey' || cause?.$metadata?.httpStatusCode === 404
}
