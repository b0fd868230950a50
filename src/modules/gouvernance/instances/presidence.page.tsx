import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampListe,
  ChampNombre,
  Formulaire,
  GroupeDeChamps,
} from '#ui/formulaire.tsx'

import { ChampAccord } from './fiche-instance.page.tsx'
import { ARIANE_INSTANCES } from './instances.page.tsx'
import type { Instance } from './instances.repository.ts'

/** Who chairs from a day on. */
export function pagePresidence({
  instance,
  acteur,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly instance: Instance
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const votants = instance.sieges.filter(({ modalite }) => modalite === 'deliberative')
  return {
    titre: `Changer la présidence : ${instance.nom}`,
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ariane: [...ARIANE_INSTANCES, { libelle: instance.nom, href: `/instances/${instance.id}` }],
    ...(statut && { statut }),
    chapeau: <p>Les séances déjà tenues gardent qui les a présidées.</p>,
    contenu: (
      <Formulaire
        action={`/instances/${instance.id}/presidence`}
        fautes={fautes}
        saisies={saisies}
        alerte={alerte}
        version={instance.version}
      >
        <ChampChoix
          nom="mode"
          libelle="Qui préside ?"
          options={[
            { valeur: 'coordonnateur', libelle: 'Le membre coordonnateur' },
            {
              valeur: 'tournante',
              libelle: 'Chacun à son tour',
              aide: 'Donnez un rang à chacun ci-dessous.',
            },
            { valeur: 'elue', libelle: 'Un membre élu', aide: 'Choisissez-le ci-dessous.' },
          ].map((option) => ({ ...option, coche: option.valeur === instance.presidence }))}
        />
        <ChampDate nom="du" libelle="À compter du" valeur={dateSaisie(jourDe(maintenant))} />
        <GroupeDeChamps titre="Si chacun préside à son tour">
          <ChampNombre
            nom="mois"
            libelle="Durée d’un tour"
            unite="mois"
            valeur={String(instance.presidenceMois ?? 12)}
          />
          {votants.map(({ organismeId, libelle }, i) => (
            <ChampNombre
              key={organismeId}
              nom={`rang-${organismeId}`}
              libelle={`Rang ${deNom(libelle)}`}
              facultatif
              valeur={String(
                instance.ordre.length > 0 ? instance.ordre.indexOf(organismeId) + 1 || '' : i + 1,
              )}
            />
          ))}
        </GroupeDeChamps>
        <ChampListe
          nom="organisme"
          libelle="Si un membre est élu, lequel ?"
          vide="Choisir"
          facultatif
          options={votants.map(({ organismeId, libelle }) => ({ valeur: organismeId, libelle }))}
        />
        <ChampAccord />
        <Actions>
          <Bouton variante="primaire">Changer la présidence</Bouton>
          <a href={`/instances/${instance.id}`}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}
