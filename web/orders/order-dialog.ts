import type { Order } from '../api/contract.ts'
import type { Role } from './order-words.ts'

export interface OrderDialogProps {
  readonly order: Order
  readonly viewer: Role
  readonly onClose: () => void
}
