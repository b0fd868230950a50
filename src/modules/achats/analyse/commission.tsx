import { jourDe } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampLong,
  ChampNombre,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
} from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Alerte, Section, Vide } from '#ui/textes.tsx'
import { conduit, siegeALaCommission } from '../domain/droits.ts'
import type { PropsAnalyse } from './analyse.page.tsx'
import type { InteretLu } from './analyse.queries.ts'
import { estEcartee } from './analyser.ts'
import { centiemes } from './composer.ts'
import { PHRASES_ANALYSE, peutNoter } from './noter.ts'

/** What the commission does before the ranking: declare interests, note, each for its own member; then close. */
export function Commission(props: PropsAnalyse) {
  const { operation, marche, interets, acteur, offres } = props
  const siege = siegeALaCommission(acteur, operation.decision)
  const ouverte = marche.ouvertLe !== null && marche.notesClosesLe === null
  const mien = interets.find(({ personneId }) => personneId === acteur.personneId)
  const empeche = peutNoter(mien, offres)
  return (
    <Section
      titre="Commission"
      detail={compte(interets.length, 'déclaration d’intérêts', 'déclarations d’intérêts')}
      filet
    >
      <Tableau<InteretLu>
        titre="Déclarations d’intérêts"
        lignes={interets}
        cleDe={({ personneId }) => personneId}
        vide={<Vide>Personne n’a encore déclaré ses intérêts, ou leur absence.</Vide>}
        colonnes={[
          { cle: 'membre', titre: 'Membre', entete: true, contenu: ({ membre }) => membre },
          { cle: 'nom', titre: 'Personne', contenu: ({ nom }) => nom },
          {
            cle: 'lien',
            titre: 'Déclaration',
            contenu: ({ siret, nature }) =>
              siret === ''
                ? `aucun lien avec un candidat${nature && ` ; ${nature}`}`
                : `lien avec un candidat : ${nature || 'nature non dite'}`,
          },
          { cle: 'le', titre: 'Le', contenu: ({ declareLe }) => date(jourDe(declareLe)) },
        ]}
      />
      {siege && ouverte && <Declaration {...props} mien={mien} />}
      {siege &&
        ouverte &&
        offres.length > 0 &&
        (empeche ? (
          <Alerte ton="info">
            <p>{PHRASES_ANALYSE[empeche][0]}</p>
          </Alerte>
        ) : (
          <Notes {...props} />
        ))}
      {ouverte && (
        <p className="detail">
          Jusqu’à la clôture, chaque membre ne lit que ses propres notes et les candidats gardent leur lettre.
        </p>
      )}
      {ouverte && conduit(acteur, operation) && (
        <Formulaire id="clore" action={`/achats/lots/${props.lot.id}/clore`} version={marche.version}>
          <Actions>
            <Bouton>Clore les notes de tous les lots</Bouton>
          </Actions>
        </Formulaire>
      )}
    </Section>
  )
}

function Declaration({
  lot,
  offres,
  mien,
  formulaire,
  fautes,
  saisies,
  alerte,
}: PropsAnalyse & { readonly mien: InteretLu | undefined }) {
  const candidats = [...offres].sort((a, b) => a.candidat.localeCompare(b.candidat, 'fr'))
  return (
    <Formulaire
      id="interet"
      prefixe
      action={`/achats/lots/${lot.id}/interets`}
      {...(formulaire === 'interet' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
    >
      <ChampChoix
        nom="siret"
        libelle="Votre lien avec un candidat de ce marché"
        options={[
          { valeur: '', libelle: 'Aucun', coche: (mien?.siret ?? '') === '' },
          ...candidats.map(({ siret, candidat }) => ({
            valeur: siret,
            libelle: candidat,
            coche: mien?.siret === siret,
          })),
        ]}
      />
      <ChampLong nom="nature" libelle="Nature du lien" valeur={mien?.nature ?? ''} facultatif />
      <Actions>
        <Bouton>Déclarer</Bouton>
      </Actions>
    </Formulaire>
  )
}

function Notes({ lot, marche, offres, notes, acteur, formulaire, fautes, saisies, alerte }: PropsAnalyse) {
  const mienne = (offreId: string, critere: string) =>
    notes.find((n) => n.offreId === offreId && n.critere === critere && n.organismeId === acteur.organismeId)
  return (
    <Formulaire
      id="notes"
      prefixe
      action={`/achats/lots/${lot.id}/notes`}
      {...(formulaire === 'notes' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte })}
    >
      {offres
        .filter((o) => !estEcartee(o))
        .map((o) => (
          <GroupeDeChamps key={o.id} titre={`Offre ${o.lettre}`}>
            <CoteACote>
              {marche.criteres
                .filter(({ genre }) => genre === 'note')
                .map(({ cle, nom }) => {
                  const donnee = mienne(o.id, cle)
                  return (
                    <ChampNombre
                      key={cle}
                      nom={`${o.lettre}-${cle}`}
                      libelle={nom}
                      unite="sur 20"
                      decimales
                      valeur={donnee ? centiemes(donnee.note) : ''}
                      facultatif
                    />
                  )
                })}
            </CoteACote>
          </GroupeDeChamps>
        ))}
      <Actions>
        <Bouton icone="enregistrer">Enregistrer les notes de mon membre</Bouton>
      </Actions>
    </Formulaire>
  )
}
