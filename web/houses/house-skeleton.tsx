import { Loading, Skeleton } from '../ui/states.tsx'

export const HouseSkeleton = () => (
  <Loading>
    <div className="md:page flex flex-col md:pt-6">
      <div className="order-2 grid gap-3 px-4 pt-5 md:order-1 md:px-0 md:pt-0 md:pb-5">
        <Skeleton className="h-9 w-4/5 max-w-xl" />
        <Skeleton className="h-6 w-3/5 max-w-sm" />
      </div>
      <Skeleton className="order-1 aspect-4/3 rounded-none md:order-2 md:aspect-auto md:h-[min(27rem,42vh)] md:rounded-3xl" />
      <div className="order-3 grid gap-6 px-4 py-8 md:px-0">
        <Skeleton className="h-14 w-64" />
        <Skeleton className="h-24" />
        <Skeleton className="h-50" />
      </div>
    </div>
  </Loading>
)
