// What kind of help was chosen in an issue form.
import { describe, expect, test } from 'vitest'
import { needInForm } from '../../../src/plan/ticket/needs/need-in-form.ts'

const form = (label: string, value: string) =>
  `### Version\n\n1.2\n\n### ${label}\n\n${value}\n\n### What happens?\n\nDo you offer training?`

test.each([
  ['Kind of request', 'Training', 'training'],
  ['Type of help', 'Consulting / architecture review', 'consulting'],
  ['What kind of help do you need?', 'Workshop for my team', 'training'],
  ['Request type', 'Technical support', 'technical-support'],
  ['Request type *', 'Bug report', 'technical-support'],
  ['What do you need?', 'Training, Consulting', 'training'],
  ['需求类型', '培训', 'training'],
  ['需求类型', '咨询服务', 'consulting'],
  ['需求类型', '技术支持', 'technical-support'],
  ['Art der Anfrage', 'Schulung', 'training'],
  ['Type de demande', 'Conseil', 'consulting'],
  ['Tipo de solicitud', 'Formación', 'training'],
  ['Tipo de solicitação', 'Consultoria', 'consulting'],
  ['Тип запроса', 'Обучение', 'training'],
  ['お問い合わせの種類', '研修', 'training'],
  ['문의 유형', '컨설팅', 'consulting'],
  ['Kind of request', '- [ ] Technical support\n- [X] Training', 'training'],
  ['Kind of request', '_No response_', null],
  ['Kind of request', 'Other', null],
  ['Kind of error', 'Training', null],
  ['Operating system', 'Consulting OS', null],
  ['Kind of request', 'We once had a training.\nSince then it fails.', null],
] as const)('%s: %s', (label, value, kind) => {
  expect(needInForm(form(label, value))).toBe(kind)
})

describe('words of the settings', () => {
  test('name what is chosen', () => {
    expect(needInForm(form('Kind of request', 'Masterclass'), { training: ['masterclass'] })).toBe('training')
  })
})
