import { compte, instant } from '#shared/typographie.ts'
import { Bouton, Lien } from '#ui/bouton.tsx'
import { Actions, ChampTexte, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Liste } from '../liste.tsx'
import type { PropsDepot } from '../plis.page.tsx'
import type { CandidatLu } from '../plis.queries.ts'

/** Who was given a link, and the forms that give one, correct it or send it again. For the member that leads alone. */
export function Candidats(props: PropsDepot) {
  const { operation, depot, etat, corrige } = props
  if (etat === 'cles') return null
  const aCorriger = depot.candidats.find(({ id }) => id === corrige)
  return (
    <Liste<CandidatLu>
      titre="Candidats"
      detail={compte(depot.candidats.length, 'lien envoyé', 'liens envoyés')}
      lignes={depot.candidats}
      vide="Aucun lien n’est envoyé."
      colonnes={[
        {
          cle: 'nom',
          titre: 'Candidat',
          entete: true,
          contenu: ({ nom, siret }) => (
            <>
              {nom}
              <p className="detail">{siret}</p>
            </>
          ),
        },
        {
          cle: 'lien',
          titre: 'Lien envoyé',
          contenu: ({ id, courriel, inviteLe }) => (
            <>
              {courriel}, le {instant(inviteLe)}
              {etat === 'ouvert' && (
                <p>
                  <Lien href={`/achats/${operation.id}/plis?candidat=${id}#candidat`} icone="modifier">
                    Corriger ou renvoyer
                  </Lien>
                </p>
              )}
            </>
          ),
        },
        {
          cle: 'pli',
          titre: 'Pli',
          contenu: ({ id }) => {
            const courant = depot.plis.find((p) => p.candidatId === id && !p.remplaceLe)
            return courant ? `N°\u00a0${courant.numero}` : 'aucun'
          },
        },
      ]}
    >
      {etat === 'ouvert' &&
        (aCorriger ? <Corriger {...props} candidat={aCorriger} /> : <Inviter {...props} />)}
    </Liste>
  )
}

const retourDe = ({ formulaire, fautes, saisies, alerte }: PropsDepot) =>
  formulaire === 'candidat' && { fautes: fautes ?? [], saisies: saisies ?? {}, alerte }

const Inviter = (props: PropsDepot) => (
  <Formulaire
    id="candidat"
    prefixe
    action={`/achats/${props.operation.id}/plis/candidats`}
    {...retourDe(props)}
  >
    <h3>Inviter un candidat</h3>
    <CoteACote>
      <ChampTexte nom="nom" libelle="Nom du candidat" />
      <ChampTexte nom="siret" libelle="SIRET" taille="moyen" modeSaisie="numeric" />
    </CoteACote>
    <ChampTexte nom="courriel" libelle="Adresse de courriel" aide="Son lien y part aussitôt." type="email" />
    <Actions>
      <Bouton icone="envoyer">Envoyer un lien de dépôt</Bouton>
    </Actions>
  </Formulaire>
)

const Corriger = ({ candidat, ...props }: PropsDepot & { readonly candidat: CandidatLu }) => (
  <Formulaire
    id="candidat"
    prefixe
    action={`/achats/${props.operation.id}/plis/candidats/${candidat.id}`}
    {...retourDe(props)}
  >
    <h3>Corriger {candidat.nom}, ou renvoyer son lien</h3>
    <ChampTexte nom="nom" libelle="Nom du candidat" valeur={candidat.nom} />
    <ChampTexte
      nom="courriel"
      libelle="Adresse de courriel"
      valeur={candidat.courriel}
      aide="La même adresse reçoit de nouveau le même lien. Une autre reçoit un nouveau lien : l’ancien ne sert plus."
      type="email"
    />
    <Actions>
      <Bouton icone="envoyer">Enregistrer et envoyer le lien</Bouton>
      <a href={`/achats/${props.operation.id}/plis`}>Ne rien changer</a>
    </Actions>
  </Formulaire>
)
