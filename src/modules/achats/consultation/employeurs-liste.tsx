import type { Jour } from '#shared/dates.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, dateCourte, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette, type Ton } from '#ui/etiquette.tsx'
import { ChampListe, ChampRecherche, Formulaire } from '#ui/formulaire.tsx'
import type { NomIcone } from '#ui/icone.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Pagination, Section, Vide } from '#ui/textes.tsx'
import { ETAPES_EMPLOYEUR, type EtapeEmployeur, etapeDe } from '../domain/reponse.ts'
import type { PropsEmployeurs } from './employeurs.page.tsx'
import type { EmployeurLu } from './employeurs.queries.ts'

export type FiltreChoisi = {
  readonly centre: string
  readonly etape: EtapeEmployeur | ''
  readonly mots: string
  readonly page: number
}
export const PAR_PAGE = 50

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
  const adresse = `/achats/${operation.id}/employeurs`
  const centres = [...new Map(entonnoir.map(({ centreId, centre }) => [centreId, centre]))]
  const { page } = filtre
  const suite = new URLSearchParams({ centre: filtre.centre, etape: filtre.etape, q: filtre.mots })
  const pages = Math.max(1, Math.ceil(total / PAR_PAGE))
  return (
    <Section titre="Un par un" detail={compte(total, 'employeur')}>
      {entonnoir.length > 0 && (
        <Formulaire
          id="filtres"
          action={adresse}
          methode="get"
          enLigne
          saisies={{ centre: filtre.centre, etape: filtre.etape, q: filtre.mots }}
        >
          <ChampRecherche nom="q" libelle="Nom" />
          <ChampListe
            nom="centre"
            libelle="Centre de gestion"
            vide="Tous"
            options={centres.map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampListe
            nom="etape"
            libelle="Où il en est"
            vide="Toutes les étapes"
            options={Object.entries(ETAPES_EMPLOYEUR).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <Bouton icone="filtrer">Filtrer</Bouton>
        </Formulaire>
      )}
      <Tableau
        titre="Employeurs consultés"
        lignes={employeurs}
        cleDe={({ id }) => id}
        vide={
          <Vide>
            {entonnoir.length === 0
              ? 'Chaque Centre de gestion lié invite les siens : ils viennent de son annuaire.'
              : 'Aucun employeur ne correspond à ces filtres.'}
          </Vide>
        }
        pied={
          <Pagination
            page={page}
            derniere={page >= pages}
            pages={pages}
            adresse={(n) => `${adresse}?${suite}&page=${n}`}
          />
        }
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
    </Section>
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
