import { lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'

type PageModule = Readonly<Record<string, ComponentType>>

const MODULES = import.meta.glob<PageModule>('/*/**/*-page.tsx')

/** `own/edit-house-page.tsx` has `EditHousePage`. */
const componentNamed = (module: string): string =>
  (module.split('/').at(-1) ?? '')
    .replace('.tsx', '')
    .replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The component of a page, fetched when it is first shown. */
export function pageComponent(module: string) {
  const load = MODULES[`/${module}`]
  if (!load) throw new Error(`no page ${module}`)
  return lazyRouteComponent(load, componentNamed(module))
}
