import * as houses from './houses.ts'
import * as notices from './notices.ts'
import * as orders from './orders.ts'
import * as passport from './passport.ts'
import * as payments from './payments.ts'
import type { Route } from './route.ts'
import * as users from './users.ts'
import * as verifyCodes from './verify-codes.ts'

/** Every operation of the API, in the order the documents show them. */
export const ROUTES: readonly Route[] = [
  verifyCodes.drawImageCode,
  verifyCodes.sendSmsCode,
  passport.register,
  passport.logIn,
  passport.showSession,
  passport.logOut,
  passport.logOutEverywhere,
  users.showProfile,
  users.changeName,
  users.changeAvatar,
  users.changePassword,
  users.showRealName,
  users.verifyRealName,
  houses.listAreas,
  houses.listFacilities,
  houses.publishHouse,
  houses.editHouse,
  houses.listHouse,
  houses.addHouseImage,
  houses.arrangeHouseImages,
  houses.listOwnHouses,
  houses.listMostBooked,
  houses.searchHouses,
  houses.showHouse,
  houses.showCalendar,
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
]
