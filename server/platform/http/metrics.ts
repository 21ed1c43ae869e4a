import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { metricsReader } from './cluster-metrics.ts'

const LATENCY_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What an operator can watch; served at `/metrics` in the Prometheus text format. */
export type Metrics = ReturnType<typeof createMetrics>

export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    /** All of it in Prometheus' text format. */
    read: metricsReader(registry),
    /** Requests and their latency. */
    requests: new Histogram({
      name: 'ihome_http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: LATENCY_S,
      registers,
    }),
    /** A value that is read when somebody looks. */
    watch(name: string, help: string, read: () => number) {
      const collect = function (this: Gauge) {
        this.set(read())
      }
      new Gauge({ name, help, registers, collect })
    },
  }
}
