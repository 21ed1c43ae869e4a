import * as account from './account.ts'
import * as availability from './availability.ts'
import * as codes from './codes.ts'
import * as houses from './houses.ts'
import * as notices from './notices.ts'
import { OLD_ROUTES } from './old-clients.ts'
import * as orders from './orders.ts'
import * as payments from './payments.ts'
import * as pictures from './pictures.ts'
import type { Route } from './route.ts'
import * as search from './search.ts'

/** Every operation of the API, in the order the documents show them. */
export const ROUTES: readonly Route[] = [
  codes.drawImageCode,
  codes.sendSmsCode,
  account.register,
  account.logIn,
  account.showSession,
  account.logOut,
  account.logOutEverywhere,
  account.showProfile,
  account.changeName,
  account.changeAvatar,
  account.changePassword,
  account.showRealName,
  account.verifyRealName,
  houses.listAreas,
  houses.listFacilities,
  houses.publishHouse,
  houses.editHouse,
  houses.setListed,
  pictures.addHouseImage,
  pictures.arrangeHouseImages,
  houses.listOwnHouses,
  search.listMostBooked,
  search.searchHouses,
  houses.showHouse,
  availability.showCalendar,
  orders.placeOrder,
  orders.listOrders,
  orders.showOrder,
  orders.listStays,
  orders.changeOrderStatus,
  orders.commentOrder,
  payments.startPayment,
  payments.returnFromPayment,
  payments.notifyPayment,
  payments.showEarnings,
  notices.listNotices,
  notices.readNotices,
  notices.followEvents,
  ...OLD_ROUTES,
]
