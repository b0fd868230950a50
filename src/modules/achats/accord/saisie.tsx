import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampDate,
  ChampListe,
  ChampLong,
  ChampTexte,
  CoteACote,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import { NIVEAUX_ACCORD, type Syndicat } from '../domain/adhesion/accord.ts'
import type { PropsAccord } from './accord.page.tsx'
import type { AccordLu } from './accord.queries.ts'

/** Unions as they are typed: « CFDT | 9480 | 9 | oui ». */
const ecrireSyndicats = (syndicats: readonly Syndicat[]): string =>
  syndicats
    .map(({ nom, voix, sieges, signe }) => `${nom} | ${voix} | ${sieges} | ${signe ? 'oui' : 'non'}`)
    .join('\n')

/** The form of an agreement, new or to correct. */
export function SaisieDeLAccord({
  operation,
  accord,
  formulaire,
  fautes,
  saisies,
  alerte,
}: PropsAccord & { readonly accord: AccordLu | null }) {
  return (
    <Section titre={accord ? 'Corriger l’accord' : 'Enregistrer un accord'} filet>
      <Formulaire
        id="accord"
        prefixe
        action={`/achats/${operation.id}/accord${accord ? `/${accord.id}` : ''}`}
        version={accord?.version}
        cle={accord ? undefined : nouvelId()}
        {...(formulaire === 'accord' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
      >
        <CoteACote>
          <ChampListe
            nom="niveau"
            libelle="Niveau"
            valeur={accord?.niveau ?? 'region'}
            options={Object.entries(NIVEAUX_ACCORD).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampTexte nom="titre" libelle="Titre" valeur={accord?.titre ?? ''} />
        </CoteACote>
        <ChampDate
          nom="electionsLe"
          libelle="Dernières élections du niveau"
          valeur={dateSaisie(accord?.electionsLe ?? null)}
        />
        <ChampLong
          nom="syndicats"
          libelle="Organisations"
          aide="Une par ligne : nom | voix | sièges au comité social | oui si elle a signé."
          valeur={accord ? ecrireSyndicats(accord.syndicats) : ''}
        />
        <ChampLong nom="objet" libelle="Objet de l’accord" valeur={accord?.objet ?? ''} facultatif />
        <ChampLong nom="comite" libelle="Comité de suivi" valeur={accord?.comite ?? ''} facultatif />
        <CoteACote>
          <ChampDate
            nom="signeLe"
            libelle="Signé le"
            valeur={dateSaisie(accord?.signeLe ?? null)}
            facultatif
          />
          <ChampDate
            nom="publieLe"
            libelle="Publié le"
            valeur={dateSaisie(accord?.publieLe ?? null)}
            facultatif
          />
          <ChampDate
            nom="effetLe"
            libelle="Effet au plus tôt le"
            valeur={dateSaisie(accord?.effetLe ?? null)}
            facultatif
          />
        </CoteACote>
        <Actions>
          <Bouton icone="enregistrer">Enregistrer l’accord</Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}
