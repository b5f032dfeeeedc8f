import { type ActionFunctionArgs, data, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { AskForData } from '../components/supporter/AskForData'
import { isProblem } from '../domain/problem'
import { requestManageLink } from '../domain/supporter/supporter'
import { readForm } from '../http/form'
import { unstoredPage } from '../http/headers'
import { answering } from '../http/problems'

export const headers = unstoredPage

export const action = answering(async ({ request, context }: ActionFunctionArgs) => {
  const email = (await readForm(request)).get('email') ?? ''
  try {
    await requestManageLink(context.ports, email, context.visitor)
  } catch (thrown) {
    if (isProblem(thrown) && thrown.code === 'invalid')
      return data({ email, problem: thrown.fields.email }, 422)
    throw thrown
  }
  return redirect('/my/check-your-email', 303)
})

export default function My() {
  const refused = useActionData<typeof action>()
  return <AskForData email={refused?.email ?? ''} problem={refused?.problem} />
}
