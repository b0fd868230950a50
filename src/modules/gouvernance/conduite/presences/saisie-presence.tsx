import { heure } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { siege as aUnSiege, peutTenirLaPlume } from '../../domain/droits.ts'
import type { DonneesSeance } from '../page-seance.tsx'
import type { LigneDeVote } from '../vote/vue-du-vote.ts'

/** Where a member stands at this moment, in words. */
export function Presence({
  donnees: { registre, membres },
  ligne: { etat },
}: {
  readonly donnees: DonneesSeance
  readonly ligne: LigneDeVote
}) {
  const nom = (id: string) => membres.find(({ organismeId }) => organismeId === id)?.libelle ?? ''
  if (etat.etat === 'present')
    return (
      <>
        Présent
        <small>
          depuis {heure(etat.depuis < registre.debutLe ? registre.debutLe : etat.depuis)}
          {etat.representant && `, ${etat.representant}`}
        </small>
      </>
    )
  if (etat.etat === 'represente')
    return (
      <>
        Représenté
        <small>pouvoir porté par {nom(etat.par)}</small>
      </>
    )
  return <>Absent</>
}

/** Arrival and departure, noted where presence is read: by who keeps the register, or by the seat itself. */
export function NoterPresence({
  donnees: { registre, acteur },
  ligne: { siege, etat },
}: {
  readonly donnees: DonneesSeance
  readonly ligne: LigneDeVote
}) {
  const sien = aUnSiege.autorise(acteur) && siege.organismeId === acteur.organismeId
  if (registre.statut !== 'ouverte' && registre.statut !== 'suspendue') return null
  if (!peutTenirLaPlume(acteur) && !sien) return null
  const present = etat.etat === 'present'
  return (
    <BoutonPost
      action={`/seances/${registre.id}/presences`}
      champs={{ organisme: siege.organismeId, genre: present ? 'depart' : 'arrivee' }}
      variante="lien"
      petit
    >
      {present ? 'Noter son départ' : 'Noter son arrivée'}
      <span className="vh"> ({siege.libelle})</span>
    </BoutonPost>
  )
}
