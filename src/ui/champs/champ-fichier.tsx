import { Champ, type PropsChamp } from './champ.tsx'

/**
 * A file to send. What is accepted and its size are said in `aide`.
 * @param accepte value of `accept`: « .pdf,.docx »
 */
export const ChampFichier = ({
  accepte,
  plusieurs,
  ...champ
}: PropsChamp & { readonly accepte?: string; readonly plusieurs?: boolean }) => (
  <Champ {...champ}>
    {(attributs) => (
      <div className="depot">
        <input {...attributs} className="saisie" type="file" accept={accepte} multiple={plusieurs} />
      </div>
    )}
  </Champ>
)
