/** Whether somebody holds what they read this on. */
export const isPhone = () => matchMedia('(pointer: coarse) and (max-width: 48rem)').matches
