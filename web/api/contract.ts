import type { Static, TSchema } from 'typebox'
import type { Method, Route } from '../../contract/route.ts'
import type { Rooms } from '../../contract/routes.ts'

// Types alone: nothing of the contract's schemas is sent to browsers.
type RoutesOf<Room> = Room extends unknown ? Extract<Room[keyof Room], Route> : never
type AnyRoute = RoutesOf<Rooms>

export type PathOf<M extends Method> = Extract<AnyRoute, { method: M }>['path']
type Table = { [R in AnyRoute as `${R['method']} ${R['path']}`]: R }
export type RouteOf<M extends Method, P extends string> = Table[`${M} ${P}` & keyof Table]

type PartOf<R, K extends string> = R extends { readonly [P in K]: infer S extends TSchema }
  ? Static<S>
  : undefined

export type DataOf<R> = PartOf<R, 'data'>
export type BodyOf<R> = PartOf<R, 'body'>
export type QueryOf<R> = PartOf<R, 'query'>

/** `{id}` in a path asks for `params.id`. */
export type ParamsOf<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string | number } & ParamsOf<Rest>
  : unknown

export type House = DataOf<RouteOf<'GET', '/houses/{id}'>>['house']
export type BasicHouse = DataOf<RouteOf<'GET', '/houses'>>['houses'][number]
export type OwnHouse = DataOf<RouteOf<'GET', '/user/houses'>>['houses'][number]
export type Order = DataOf<RouteOf<'GET', '/user/orders'>>['orders'][number]
export type OrderStatus = Order['status']
export type OrderEvent = DataOf<RouteOf<'GET', '/orders/{id}'>>['events'][number]
export type Stay = DataOf<RouteOf<'GET', '/user/stays'>>['stays'][number]
export type Notice = DataOf<RouteOf<'GET', '/notices'>>['notices'][number]
export type Thread = DataOf<RouteOf<'GET', '/threads'>>['threads'][number]
export type Message = DataOf<RouteOf<'POST', '/threads/{id}/messages'>>['message']
export type Feed = DataOf<RouteOf<'GET', '/user/houses/{id}/feeds'>>['feeds'][number]
export type HostDay = DataOf<RouteOf<'GET', '/user/houses/{id}/calendar'>>['days'][number]
export type Earnings = DataOf<RouteOf<'GET', '/user/earnings'>>
export type HouseForm = BodyOf<RouteOf<'POST', '/houses/info'>>
export type Instructions = DataOf<RouteOf<'GET', '/user/houses/{id}/instructions'>>['instructions']
export type Area = DataOf<RouteOf<'GET', '/areas'>>[number]
