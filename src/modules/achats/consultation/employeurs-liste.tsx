import type { Jour } from '#shared/dates.ts'
import { jourDe } from '#shared/dates.ts'
import { dateCourte, nombre } from '#shared/typographie.ts'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { ETAPES_EMPLOYEUR, type EtapeEmployeur, etapeDe } from '../domain/reponse.ts'
import { EmployeursUnParUn, filtreDesCentres } from '../employeurs-un-par-un.tsx'
import type { PropsEmployeurs } from './employeurs.page.tsx'
import type { EmployeurLu } from './employeurs.queries.ts'

export type FiltreChoisi = {
  readonly centre: string
  readonly etape: EtapeEmployeur | ''
  readonly mots: string
  readonly page: number
}

const SIGNES: Readonly<Record<EtapeEmployeur, readonly [Ton, NomIcone]>> = {
  a_inviter: ['attention', 'envoyer'],
  invite: ['attention', 'sablier'],
  commence: ['info', 'rediger'],
  repondu: ['ok', 'fait'],
  mandat: ['ok', 'signer'],
}

export const EtiquetteEmployeur = ({ employeur }: { readonly employeur: EmployeurLu }) => {
  const etape = etapeDe(employeur)
  const [ton, icone] = SIGNES[etape]
  return (
    <Etiquette ton={ton} icone={icone} discrete>
      {ETAPES_EMPLOYEUR[etape]}
    </Etiquette>
  )
}

/** The employers one by one, filtered, by name. */
export function UnParUn({ operation, employeurs, total, filtre, entonnoir, aujourdhui }: PropsEmployeurs) {
  return (
    <EmployeursUnParUn
      adresse={`/achats/${operation.id}/employeurs`}
      titre="Employeurs consultés"
      employeurs={employeurs}
      cleDe={({ id }) => id}
      total={total}
      aucun={entonnoir.length === 0}
      vide="Chaque Centre de gestion lié invite les siens : ils viennent de son annuaire."
      filtres={[
        filtreDesCentres(entonnoir),
        {
          nom: 'etape',
          libelle: 'Où il en est',
          vide: 'Toutes les étapes',
          options: Object.entries(ETAPES_EMPLOYEUR).map(([valeur, libelle]) => ({ valeur, libelle })),
        },
      ]}
      saisies={{ centre: filtre.centre, etape: filtre.etape, q: filtre.mots }}
      page={filtre.page}
      colonnes={[
        {
          cle: 'nom',
          titre: 'Employeur',
          entete: true,
          contenu: ({ id, nom, centre }) => (
            <>
              <a href={`/achats/employeurs/${id}`}>{nom}</a>
              <small>{centre}</small>
            </>
          ),
        },
        {
          cle: 'etape',
          titre: 'Où il en est',
          contenu: (employeur) => <EtiquetteEmployeur employeur={employeur} />,
        },
        { cle: 'niveau', titre: 'Niveau', contenu: ({ niveau }) => niveau || 'pas dit' },
        {
          cle: 'agents',
          titre: 'Agents',
          nombre: true,
          contenu: ({ agents, recenses }) =>
            recenses !== null
              ? `${nombre(recenses)}, recensés`
              : agents === null
                ? 'pas dit'
                : nombre(agents),
        },
        {
          cle: 'dernier',
          titre: 'Dernière nouvelle',
          contenu: (e) => derniereNouvelle(e, aujourdhui),
        },
      ]}
    />
  )
}

const derniereNouvelle = (e: EmployeurLu, aujourdhui: Jour): string =>
  e.reponduLe
    ? `réponse le ${dateCourte(jourDe(e.reponduLe), aujourdhui)}${e.reponduPar === 'papier' ? ', sur papier' : ''}`
    : e.relanceLe
      ? `relancé le ${dateCourte(jourDe(e.relanceLe), aujourdhui)}`
      : e.inviteLe
        ? `invité le ${dateCourte(jourDe(e.inviteLe), aujourdhui)}`
        : 'aucune'
