import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampListe,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
  valeurDe,
} from '#ui/formulaire.tsx'
import { prereglages } from '../domain/regle.ts'
import { LIBELLES_INSTANCE } from './formulaire-instance.ts'
import { ARIANE_INSTANCES } from './instances.page.tsx'
import type { Instance, MembreQuiPeutSieger } from './instances.repository.ts'

export const ChampAccord = ({ facultatif }: { readonly facultatif?: boolean }) => (
  <ChampTexte
    nom="accord"
    libelle="Accord des membres"
    aide="La séance ou l’article du règlement qui le décide ; il reste écrit au journal."
    facultatif={facultatif ?? false}
  />
)

const options = (libelles: Readonly<Record<string, string>>) =>
  Object.entries(libelles).map(([valeur, libelle]) => ({ valeur, libelle }))

export const optionsDePrereglage = Object.entries(prereglages).map(([valeur, { libelle }]) => ({
  valeur,
  libelle,
}))

/** Creates an instance, or edits one: what it is, and who sits with how many voices. */
export function pageFormulaireInstance({
  instance,
  membres,
  acteur,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly instance: Instance | null
  readonly membres: readonly MembreQuiPeutSieger[]
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const siegeDe = (id: string) => instance?.sieges.find(({ organismeId }) => organismeId === id)
  return {
    titre: instance ? `Modifier : ${instance.nom}` : 'Créer une instance',
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ariane: instance
      ? [...ARIANE_INSTANCES, { libelle: instance.nom, href: `/instances/${instance.id}` }]
      : ARIANE_INSTANCES,
    ...(statut && { statut }),
    ...(instance && {
      chapeau: <p>Les séances déjà tenues gardent les sièges et les voix qu’elles avaient.</p>,
    }),
    contenu: (
      <Formulaire
        action={instance ? `/instances/${instance.id}` : '/instances'}
        fautes={fautes}
        saisies={saisies}
        alerte={alerte}
        version={instance?.version}
        cle={instance ? undefined : valeurDe(saisies, 'cle', nouvelId(+maintenant))}
      >
        <ChampTexte nom="nom" libelle="Nom" valeur={instance?.nom} />
        <ChampListe nom="type" libelle="Type" valeur={instance?.type} options={options(LIBELLES_INSTANCE)} />
        {!instance && (
          <ChampListe
            nom="prereglage"
            libelle="Règle de départ"
            aide="Chaque champ se modifie ensuite."
            options={optionsDePrereglage}
          />
        )}
        <ChampListe
          nom="fonctionVotante"
          libelle="Le siège de chaque membre est tenu par"
          valeur={instance?.fonctionVotante}
          options={options({ presidence: 'sa présidence', direction: 'sa direction' })}
        />
        <CoteACote>
          <ChampNombre
            nom="delaiJours"
            libelle="Délai de convocation"
            unite="jours"
            valeur={String(instance?.delaiJours ?? 15)}
          />
          <ChampNombre
            nom="frequence"
            libelle="Séances au moins"
            unite="par an"
            valeur={String(instance?.frequence ?? 1)}
          />
        </CoteACote>
        <GroupeDeChamps titre="Sièges">
          {membres.map(({ organismeId, libelle, territoire }) => {
            const siege = siegeDe(organismeId)
            return (
              <CoteACote key={organismeId}>
                <ChampListe
                  nom={`place-${organismeId}`}
                  libelle={territoire ? `${libelle}, ${territoire}` : libelle}
                  valeur={siege?.modalite ?? (instance ? 'absent' : 'deliberative')}
                  options={options({
                    deliberative: 'Vote',
                    consultative: 'Donne son avis sans voter',
                    absent: 'Ne siège pas',
                  })}
                />
                <ChampNombre
                  nom={`voix-${organismeId}`}
                  libelle={`Voix de ${libelle}`}
                  valeur={String(siege?.modalite === 'deliberative' ? siege.voix : 1)}
                />
              </CoteACote>
            )
          })}
        </GroupeDeChamps>
        <ChampAccord facultatif={!instance} />
        <Actions>
          <Bouton variante="primaire">{instance ? 'Enregistrer l’instance' : 'Créer l’instance'}</Bouton>
          <a href={instance ? `/instances/${instance.id}` : '/instances'}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}

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
              libelle={`Rang de ${libelle}`}
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
