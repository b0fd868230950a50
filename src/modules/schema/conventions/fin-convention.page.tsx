import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Confirmation } from '#ui/confirmation.tsx'
import { ChampDate, ChampLong } from '#ui/formulaire.tsx'
import { RUBRIQUE } from '../cadre.tsx'
import { etatDe } from '../domain/convention.ts'
import type { ConventionLue } from './conventions.queries.ts'
import { ariane, direFin } from './vues.tsx'

/** Giving notice, or saying that it is no longer used: neither is undone. */
export function pageFinConvention({
  convention,
  geste,
  aujourdhui,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly convention: ConventionLue
  readonly geste: 'denoncer' | 'clore'
  readonly aujourdhui: Jour
}): ContenuDePage {
  const etat = etatDe(convention, aujourdhui)
  const denonce = geste === 'denoncer'
  return {
    titre: denonce ? 'Dénoncer cette convention ?' : 'Cette convention n’est plus utilisée ?',
    surtitre: convention.titre,
    rubrique: RUBRIQUE,
    ariane: ariane(convention),
    ...(statut && { statut }),
    contenu: (
      <Confirmation
        action={`/conventions/${convention.id}/${geste}`}
        version={convention.version}
        fautes={fautes}
        {...(saisies && { saisies })}
        {...(alerte && { alerte })}
        consequences={
          denonce
            ? [
                `Elle prend fin à son terme : ${direFin(etat)}.`,
                'La lettre aux autres parties se fait hors de la plateforme : notez ici sa date.',
              ]
            : ['Elle sort des alertes et reste lisible, avec son motif.']
        }
        definitif="Cet enregistrement ne s’annule pas."
        verbe={denonce ? 'Enregistrer la dénonciation' : 'Enregistrer la fin d’usage'}
        retour={{ href: `/conventions/${convention.id}`, libelle: 'Revenir à la convention' }}
      >
        <ChampDate
          nom="jour"
          libelle={denonce ? 'Date de la dénonciation' : 'Plus utilisée depuis le'}
          valeur={dateSaisie(aujourdhui)}
        />
        <ChampLong nom="motif" libelle="Pourquoi ?" facultatif={denonce} lignes={3} />
      </Confirmation>
    ),
  }
}
