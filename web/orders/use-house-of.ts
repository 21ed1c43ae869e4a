import { useQuery } from '@tanstack/react-query'
import type { Order } from '../api/contract.ts'
import { read } from '../api/queries.ts'

/** The house of an order as its page shows it; undefined until it is there, or where it is not. */
export const useHouseOf = ({ house_id }: Order) =>
  useQuery(read('/houses/{id}', { params: { id: String(house_id) } })).data?.house
