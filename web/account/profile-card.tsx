import { useQuery } from '@tanstack/react-query'
import { BadgeCheck } from 'lucide-react'
import type { DataOf, RouteOf } from '../api/contract.ts'
import { read } from '../api/queries.ts'
import { monthText } from '../i18n/format.ts'
import { wordsOf } from '../i18n/words.ts'
import { Badge } from '../ui/badge.tsx'
import { AvatarPicker } from './avatar-picker.tsx'

export type Profile = DataOf<RouteOf<'GET', '/user'>>

/** Who somebody is at a glance. */
export function ProfileCard({ profile }: { readonly profile: Profile }) {
  const t = wordsOf('account')
  const { data: real } = useQuery(read('/users/auth'))
  return (
    <div className="flex items-center gap-5 rounded-2xl bg-card p-5 shadow-card md:flex-col md:py-9 md:text-center">
      <AvatarPicker name={profile.name} url={profile.avatar} />
      <div className="grid min-w-0 gap-1.5 md:justify-items-center">
        <p className="text-xl font-bold break-words md:text-2xl">{profile.name}</p>
        <p className="text-sm text-soft">
          {t('joined', { month: monthText(profile.create_time.slice(0, 7)) })}
        </p>
        {real?.real_name && (
          <div>
            <Badge tone="good">
              <BadgeCheck aria-hidden="true" className="size-4" />
              {t('verified')}
            </Badge>
          </div>
        )}
      </div>
    </div>
  )
}
