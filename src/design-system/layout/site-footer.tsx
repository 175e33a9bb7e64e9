import { Footer, type FooterColumn } from '../components/footer.tsx'
import type { LayoutProps, Organisation } from '../layout.tsx'

const telHref = (telephone: string) => `tel:${telephone.replace(/[^\d+]/g, '')}`

// A patient who is stuck needs a person and the hours they answer, on every page.
const contact = ({ name, telephone, openingTimes }: Organisation): FooterColumn => ({
  heading: `Contact ${name}`,
  width: 'one-half',
  content: (
    <>
      {telephone !== '' && (
        <p class="nhsuk-body-s nhsuk-u-margin-bottom-2">
          Telephone: <a href={telHref(telephone)}>{telephone}</a>
        </p>
      )}
      {openingTimes.length > 0 && (
        <ul class="nhsuk-list nhsuk-body-s">
          {openingTimes.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
    </>
  ),
})

const LINKS = [
  { text: 'How we use information', href: '/privacy' },
  { text: 'Cookies', href: '/cookies' },
  { text: 'Accessibility', href: '/accessibility' },
  { text: 'Report a safety concern', href: '/safety-concern' },
]

/** The foot of every page; on public and patient pages it says whom to telephone and when. */
export const SiteFooter = ({ audience, organisation }: Pick<LayoutProps, 'audience' | 'organisation'>) => {
  const isForPatients = audience === 'public' || audience === 'patient'
  return <Footer navigation={organisation && isForPatients ? [contact(organisation)] : []} meta={{ items: LINKS }} />
}
