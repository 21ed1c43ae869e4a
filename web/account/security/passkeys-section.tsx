import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask } from '../../api/client.ts'
import type { DataOf, RouteOf } from '../../api/contract.ts'
import { read } from '../../api/queries.ts'
import { isRefused } from '../../api/refused.ts'
import { wordsOf } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.ts'
import { Row } from '../edit-row.tsx'
import { Section } from '../section.tsx'
import { FormProblem } from '../session/sms-code-fields.tsx'
import { useChange } from '../session/use-change.ts'

type Passkey = DataOf<RouteOf<'GET', '/user/passkeys'>>['passkeys'][number]

/** Keys that one's devices hold; nothing where the browser knows none. */
export function PasskeysSection() {
  const t = wordsOf('account')
  const { data } = useQuery(read('/user/passkeys'))
  return (
    <Section title={t('passkeys')}>
      <p className="py-4 text-sm text-soft">{t('passkeys_hint')}</p>
      {data?.passkeys.map((passkey) => (
        <PasskeyRow key={passkey.passkey_id} passkey={passkey} />
      ))}
      {'PublicKeyCredential' in window && <AddPasskey />}
    </Section>
  )
}

function PasskeyRow({ passkey }: { readonly passkey: Passkey }) {
  const t = wordsOf('account')
  const { passkey_id: id, name, ctime, used } = passkey
  const [renames, setRenames] = useState(false)
  const stale = ['/user/passkeys']
  const remove = useChange(() => ask('DELETE', '/user/passkeys/{id}', { params: { id } }), {
    stale,
    onDone: () => toast(t('passkey_removed')),
  })
  const rename = useChange(
    (typed: string) => ask('PUT', '/user/passkeys/{id}', { params: { id }, body: { name: typed } }),
    { stale, onDone: () => setRenames(false) },
  )
  if (renames)
    return (
      <NameForm
        name={name}
        submit={t('rename')}
        busy={rename.isPending}
        onSubmit={(typed) => rename.mutate(typed)}
      />
    )
  return (
    <Row
      value={name}
      hint={
        used
          ? t('passkey_used', { time: used.slice(0, 16) })
          : t('passkey_added', { time: ctime.slice(0, 16) })
      }
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="small" aria-label={`${t('rename')} ${name}`} onClick={() => setRenames(true)}>
          {t('rename')}
        </Button>
        <Button
          size="small"
          tone="danger"
          aria-label={`${t('remove')} ${name}`}
          busy={remove.isPending}
          onClick={() => remove.mutate(undefined)}
        >
          {t('remove')}
        </Button>
      </div>
    </Row>
  )
}

function AddPasskey() {
  const t = wordsOf('account')
  const [problem, setProblem] = useState<string>()
  const add = useChange(addPasskey, {
    stale: ['/user/passkeys'],
    onDone: () => toast(t('passkey_done')),
    // Who closes the device's own question knows that; no browser says more.
    onFailed: (error) => setProblem(isRefused(error) ? error.message : t('passkey_failed')),
  })
  return (
    <div className="grid gap-3 pb-3">
      <NameForm
        key={String(add.isSuccess)}
        name={t('passkey_name')}
        submit={t('add_passkey')}
        busy={add.isPending}
        onSubmit={(name) => {
          setProblem(undefined)
          add.mutate(name)
        }}
      />
      <FormProblem text={problem} />
    </div>
  )
}

async function addPasskey(name: string) {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { options } = await ask('POST', '/user/passkeys/options')
  const response = await startRegistration({ optionsJSON: options as never })
  return ask('POST', '/user/passkeys', { body: { name, response: response as never } })
}

function NameForm({
  name,
  submit,
  busy,
  onSubmit,
}: {
  readonly name: string
  readonly submit: string
  readonly busy: boolean
  readonly onSubmit: (name: string) => void
}) {
  const t = wordsOf('account')
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(String(new FormData(event.currentTarget).get('name')).trim())
  }
  return (
    <form onSubmit={send} className="py-4">
      <TextField
        label={t('passkey_label')}
        name="name"
        maxLength={32}
        required
        defaultValue={name}
        autoComplete="off"
        after={
          <Button type="submit" busy={busy} className="min-h-12 shrink-0">
            {submit}
          </Button>
        }
      />
    </form>
  )
}
