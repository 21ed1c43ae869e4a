import cluster, { type Worker } from 'node:cluster'
import { AggregatorRegistry, type MetricObject, type Registry } from 'prom-client'

const ANSWER_MS_MAX = 2_000

// Between the processes of a server and their parent: one of them is asked for the metrics and wants
// those of all (`whole`), and the parent collects them from each (`part`).
type Message =
  | { readonly metrics: 'whole' | 'part'; readonly call: number }
  | { readonly metrics: 'whole_answer'; readonly call: number; readonly text: string }
  | { readonly metrics: 'part_answer'; readonly call: number; readonly part: MetricObject[] }

/** Calls that wait for their answers; one that does not come in time is answered with undefined. */
function createCalls<Answer>() {
  const waiting = new Map<number, (answer: Answer | undefined) => void>()
  let calls = 0
  return {
    ask: (send: (call: number) => void) =>
      new Promise<Answer | undefined>((resolve) => {
        calls += 1
        const call = calls
        const late = setTimeout(() => waiting.get(call)?.(undefined), ANSWER_MS_MAX)
        waiting.set(call, (answer) => {
          clearTimeout(late)
          waiting.delete(call)
          resolve(answer)
        })
        send(call)
      }),
    answer: (call: number, answer: Answer) => waiting.get(call)?.(answer),
  }
}

/** In the parent: whichever process is asked for the metrics is given those of all. */
export function answerMetricsOfAll(): void {
  const parts = createCalls<MetricObject[]>()
  // Those that start or have ended would not answer.
  const listening = new Set<Worker>()
  cluster.on('listening', (worker) => listening.add(worker))
  cluster.on('exit', (worker) => listening.delete(worker))

  const send = (worker: Worker, message: Message) =>
    void (worker.isConnected() && worker.send(message, () => undefined))
  const readAll = async () => {
    const asked = [...listening].map((worker) =>
      parts.ask((call) => send(worker, { metrics: 'part', call })),
    )
    const answered = (await Promise.all(asked)).filter((part) => part !== undefined)
    return AggregatorRegistry.aggregate(answered).metrics()
  }
  cluster.on('message', async (worker: Worker, message: Message) => {
    if (message.metrics === 'part_answer') parts.answer(message.call, message.part)
    if (message.metrics !== 'whole') return
    send(worker, { metrics: 'whole_answer', call: message.call, text: await readAll() })
  })
}

/** The metrics of this process, or of all where several serve one port. */
export function metricsReader(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics()
  const wholes = createCalls<string>()
  const send = (message: Message) => void process.send?.(message)
  process.on('message', async (message: Message) => {
    if (message.metrics === 'whole_answer') wholes.answer(message.call, message.text)
    if (message.metrics !== 'part') return
    const part = await registry.getMetricsAsJSON()
    send({ metrics: 'part_answer', call: message.call, part: part as MetricObject[] })
  })
  return async () =>
    (await wholes.ask((call) => send({ metrics: 'whole', call }))) ?? registry.metrics()
}
