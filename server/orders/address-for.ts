import { seesAddress } from '../../rules/guest-sees.ts'
import type { FoundOrder, Role } from './find-orders.ts'

/** The address of an order as its viewer may read it. */
export const addressFor = (viewer: Role, order: FoundOrder): string =>
  viewer === 'host' || seesAddress(order) ? order.address : order.coarse_address
