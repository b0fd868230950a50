import { horlogeParis, jourDe } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampHeure, Formulaire } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import type { PropsMarche } from './marche.page.tsx'
import type { MarcheLu } from './marche.queries.ts'

/** What the member that leads the purchase may do next, according to the clock of the database. */
export function Gestes({
  operation,
  marche,
  mene,
  formulaire,
  fautes,
  saisies,
  alerte,
}: PropsMarche & { readonly marche: MarcheLu }) {
  if (!mene) return null
  const racine = `/achats/${operation.id}/marche`
  if (!marche.publieLe)
    return (
      <Section titre="Publier">
        <p>Les niveaux, les critères et les lots ne changeront plus.</p>
        <Formulaire id="publier" action={`${racine}/publier`} version={marche.version}>
          <Actions>
            <Bouton variante="primaire">Publier le marché</Bouton>
          </Actions>
        </Formulaire>
      </Section>
    )
  if (marche.ouvertLe) return null
  if (marche.maintenant > marche.limite!)
    return (
      <Section titre="Ouvrir les plis">
        <p>L’heure limite est passée.</p>
        {marche.plisScelles > 0 ? (
          <p>
            <a href={`/achats/${operation.id}/plis`}>Ouvrir les plis scellés, à deux</a>
          </p>
        ) : (
          <Formulaire id="ouvrir" action={`${racine}/ouvrir`} version={marche.version}>
            <Actions>
              <Bouton variante="primaire">Noter l’ouverture des plis</Bouton>
            </Actions>
          </Formulaire>
        )}
      </Section>
    )
  return (
    <Section titre="Reporter la date limite">
      <Formulaire
        id="reporter"
        prefixe
        action={`${racine}/reporter`}
        version={marche.version}
        {...(formulaire === 'reporter' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
      >
        <ChampDate nom="limiteJour" libelle="Nouveau jour" valeur={dateSaisie(jourDe(marche.limite!))} />
        <ChampHeure nom="limiteHeure" libelle="Heure" valeur={horlogeParis(marche.limite!).slice(11, 16)} />
        <Actions>
          <Bouton>Reporter</Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}
