// What people do to pay for accounts of the embedded GitHub, and what is offered to them.
import { AccountActs } from './account-acts.ts'
import { accountJson, sponsorshipJson, tierJson } from './payloads.ts'
import { notFound, type Sponsorship } from './state.ts'

export class SponsorActs extends AccountActs {
  /** Opens the page on which an account offers tiers to its sponsors, in dollars a month. */
  offerTiers(account: string, dollars: readonly number[]): void {
    this.world.account(account).tiers = dollars.map((one) => ({ dollars: one, oneTime: false }))
  }

  sponsor(
    account: string,
    login: string,
    terms: { dollars: number; private?: boolean; oneTime?: boolean },
  ): void {
    const { world } = this
    const sponsorship: Sponsorship = {
      nodeId: world.ids.take('sponsorship').nodeId,
      sponsor: world.person(login),
      cents: terms.dollars * 100,
      oneTime: terms.oneTime ?? false,
      private: terms.private ?? false,
      active: true,
      createdAt: world.now(),
    }
    world.account(account).sponsorships.push(sponsorship)
    this.recordSponsorship(account, sponsorship, 'created', 'NEW_SPONSORSHIP', null)
  }

  /** Changes the amount, or ends the sponsorship. */
  changeSponsorship(account: string, login: string, change: { dollars: number } | 'cancelled'): void {
    const sponsor = this.world.person(login)
    const { sponsorships } = this.world.account(account)
    const sponsorship = sponsorships.find((one) => one.active && one.sponsor === sponsor)
    if (!sponsorship) throw notFound()
    const before = sponsorship.cents
    if (change === 'cancelled') {
      sponsorship.active = false
      this.recordSponsorship(account, sponsorship, 'cancelled', 'CANCELLED_SPONSORSHIP', null)
      return
    }
    sponsorship.cents = change.dollars * 100
    this.recordSponsorship(account, sponsorship, 'tier_changed', 'TIER_CHANGE', before)
  }

  private recordSponsorship(
    login: string,
    sponsorship: Sponsorship,
    action: string,
    activity: string,
    previousCents: number | null,
  ): void {
    const { world } = this
    const account = world.account(login)
    const { nodeId } = world.ids.take('event')
    const { cents } = sponsorship
    account.activities.push({ nodeId, action: activity, at: world.now(), sponsorship, cents, previousCents })
    const from = previousCents === null ? null : { from: tierJson(sponsorship, previousCents) }
    world.emitSponsorship({
      action,
      sponsorship: sponsorshipJson(sponsorship, account),
      sender: accountJson(sponsorship.sponsor),
      ...(from ? { changes: { tier: from } } : {}),
    })
  }
}
