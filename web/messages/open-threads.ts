/** The threads that stand on the page: what is said there needs no other notice. */
const open = new Map<number, number>()

export function noteOpenThread(thread_id: number): () => void {
  open.set(thread_id, (open.get(thread_id) ?? 0) + 1)
  return () => {
    const left = (open.get(thread_id) ?? 1) - 1
    if (left === 0) open.delete(thread_id)
    else open.set(thread_id, left)
  }
}

export const isOpenThread = (thread_id: number | undefined): boolean =>
  thread_id !== undefined && open.has(thread_id) && !document.hidden
