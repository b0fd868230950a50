import type { ReactNode } from 'react'
import { nombre } from '#shared/typographie.ts'
import { Bouton } from './bouton.tsx'
import { Alerte } from './parties/alerte.tsx'
import { Progression } from './progression.tsx'
import { Tableau } from './tableau.tsx'

export type LigneRefusee = { readonly ligne: number; readonly champ?: string; readonly motif: string }

type PropsTravail = {
  readonly etat: 'attente' | 'cours' | 'fini' | 'echec'
  /** What is being done: « Lecture du fichier employeurs.csv ». */
  readonly quoi: string
  readonly fait: number
  readonly total: number
  /** « lignes lues » */
  readonly unite: string
  /** Address of the same page: without script, one looks again by a link, nothing reloads by itself. */
  readonly actualiser: string
  readonly refusees?: readonly LigneRefusee[]
  /** How many lines are refused in all, when the list is cut. */
  readonly totalRefusees?: number
  /** What happened and what to do, when it failed. */
  readonly echec?: ReactNode
  /** Once finished: what to do now, and the file of refused lines. */
  readonly suite?: ReactNode
}

const MOTS = { attente: 'En attente de son tour', cours: 'En cours', fini: 'Terminé', echec: 'Arrêté' }

/** A job that takes its time: where it is, what was refused line by line, and what to do next. */
export function TravailLong(props: PropsTravail) {
  const { etat, quoi, fait, total, unite, actualiser, refusees = [], totalRefusees, echec, suite } = props
  const refus = totalRefusees ?? refusees.length
  return (
    <div className="travail-long">
      <p>
        <strong>{MOTS[etat]}.</strong> {quoi}
      </p>
      <Progression
        libelle={quoi}
        valeur={fait}
        max={Math.max(total, fait, 1)}
        mots={`${nombre(fait)} sur ${nombre(total)} ${unite}`}
        enRetard={etat === 'echec'}
      />
      {etat === 'echec' && <Alerte titre="Le travail s’est arrêté.">{echec}</Alerte>}
      {(etat === 'attente' || etat === 'cours') && (
        <p>
          <Bouton href={actualiser} icone="actualiser">
            Voir où il en est
          </Bouton>
        </p>
      )}
      {refus > 0 && (
        <Tableau
          titre={refus > 1 ? `${nombre(refus)} lignes refusées` : 'Une ligne refusée'}
          titreVisible
          lignes={refusees}
          cleDe={({ ligne, champ }) => `${ligne}-${champ ?? ''}`}
          colonnes={[
            {
              cle: 'ligne',
              titre: 'Ligne',
              entete: true,
              nombre: true,
              contenu: ({ ligne }) => nombre(ligne),
            },
            { cle: 'champ', titre: 'Colonne', contenu: ({ champ }) => champ ?? 'toute la ligne' },
            { cle: 'motif', titre: 'Pourquoi', contenu: ({ motif }) => motif },
          ]}
        />
      )}
      {suite}
    </div>
  )
}
