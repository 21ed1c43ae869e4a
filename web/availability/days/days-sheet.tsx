import { Dialog } from '../../ui/dialog.tsx'
import { ChosenForm, type PanelProps, titleOf } from './days-panel.tsx'

/** Over the calendar of a phone. */
export default function DaysSheet(props: PanelProps) {
  const { selection, house, onClose } = props
  return (
    <Dialog open onClose={onClose} title={titleOf(selection)} description={house.title}>
      <ChosenForm {...props} />
    </Dialog>
  )
}
