/** Programs in text: no camera writes them. Looked for in lower case. */
const SCRIPTS = ['<script', '<?php', '<!doctype html', '<html'] as const
/** Readers of PDF look for its beginning this far into a file. */
const PDF_HEAD_BYTES = 1_024
/** The record that a ZIP archive ends with, and the most that may follow it. */
const ZIP_END = Buffer.from('PK\u0005\u0006', 'latin1')
const ZIP_END_BYTES = 22
const ZIP_COMMENT_BYTES_MAX = 65_535

/**
 * Whether the bytes of a picture are at the same time a page, a program or an archive, which
 * somebody else's software could be made to open. What phones put behind a picture, the second
 * view or the seconds of film that belong to it, is none of these.
 */
export function isPolyglot(bytes: Buffer): boolean {
  const text = bytes.toString('latin1').toLowerCase()
  if (SCRIPTS.some((script) => text.includes(script))) return true
  if (text.slice(0, PDF_HEAD_BYTES).includes('%pdf-')) return true
  return endsAsZip(bytes)
}

/** The record tells how long the comment is that follows it, which must fit into the file. */
function endsAsZip(bytes: Buffer): boolean {
  const end = bytes.length - ZIP_END_BYTES
  let at = bytes.indexOf(ZIP_END, Math.max(0, end - ZIP_COMMENT_BYTES_MAX))
  while (at >= 0 && at <= end) {
    if (at + bytes.readUInt16LE(at + ZIP_END_BYTES - 2) <= end) return true
    at = bytes.indexOf(ZIP_END, at + 1)
  }
  return false
}
