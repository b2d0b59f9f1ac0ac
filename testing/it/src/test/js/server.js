// An archive that keeps what it is sent in memory, and prints each request, a line each. Arguments: its port, the port of
// the one destination that it knows for C-MOVE; for TLS the files of its key, its certificate, and whom it trusts.
import { readFileSync } from 'node:fs';
import dcmjsDimse from 'dcmjs-dimse';

dcmjsDimse.log.setLevel('error', false);

const { Client, Dataset, Scp, Server, constants, requests, responses } = dcmjsDimse;
const { PresentationContextResult, RejectReason, RejectResult, RejectSource, SopClass, Status, StorageClass, TransferSyntax } =
  constants;
const { CEchoResponse, CFindResponse, CMoveResponse, CStoreResponse } = responses;

const [port, destinationPort, key, cert, ca] = process.argv.slice(2);
const AE_TITLE = 'DCMJS';
const SERVICES = [
  SopClass.Verification,
  SopClass.StudyRootQueryRetrieveInformationModelFind,
  SopClass.StudyRootQueryRetrieveInformationModelMove,
  StorageClass.CtImageStorage,
];

const instances = [];

class Archive extends Scp {
  associationRequested(association) {
    this.callingAeTitle = association.getCallingAeTitle();
    if (association.getCalledAeTitle() !== AE_TITLE) {
      this.sendAssociationReject(RejectResult.Permanent, RejectSource.ServiceUser, RejectReason.CalledAeNotRecognized);
      return;
    }
    for (const { id } of association.getPresentationContexts()) {
      const context = association.getPresentationContext(id);
      if (!SERVICES.includes(context.getAbstractSyntaxUid())) {
        context.setResult(PresentationContextResult.RejectAbstractSyntaxNotSupported);
      } else if (context.getTransferSyntaxUids().includes(TransferSyntax.ExplicitVRLittleEndian)) {
        context.setResult(PresentationContextResult.Accept, TransferSyntax.ExplicitVRLittleEndian);
      } else if (context.getTransferSyntaxUids().includes(TransferSyntax.ImplicitVRLittleEndian)) {
        context.setResult(PresentationContextResult.Accept, TransferSyntax.ImplicitVRLittleEndian);
      } else {
        context.setResult(PresentationContextResult.RejectTransferSyntaxesNotSupported);
      }
    }
    this.sendAssociationAccept();
  }

  cEchoRequest(request, callback) {
    console.log('C-ECHO');
    callback(answer(CEchoResponse, request, Status.Success));
  }

  cStoreRequest(request, callback) {
    instances.push(request.getDataset());
    console.log(`C-STORE ${request.getDataset().getElement('SOPInstanceUID')}`);
    callback(answer(CStoreResponse, request, Status.Success));
  }

  cFindRequest(request, callback) {
    const patient = request.getDataset().getElement('PatientID');
    console.log(`C-FIND ${patient}`);
    const studies = new Map(
      instances
        .filter((instance) => instance.getElement('PatientID') === patient)
        .map((instance) => [instance.getElement('StudyInstanceUID'), instance])
    );
    const matches = [...studies].map(([study]) => {
      const match = answer(CFindResponse, request, Status.Pending);
      match.setDataset(new Dataset({ QueryRetrieveLevel: 'STUDY', PatientID: patient, StudyInstanceUID: study }));
      return match;
    });
    callback([...matches, answer(CFindResponse, request, Status.Success)]);
  }

  cMoveRequest(request, callback) {
    console.log('C-MOVE');
    const study = request.getDataset().getElement('StudyInstanceUID');
    const client = new Client();
    let completed = 0;
    for (const instance of instances.filter((each) => each.getElement('StudyInstanceUID') === study)) {
      const store = new requests.CStoreRequest(instance);
      store.on('response', (response) => {
        completed += response.getStatus() === Status.Success ? 1 : 0;
      });
      client.addRequest(store);
    }
    client.on('closed', () => {
      const last = answer(CMoveResponse, request, Status.Success);
      last.setCompleted(completed);
      callback([last]);
    });
    client.send('127.0.0.1', Number(destinationPort), AE_TITLE, 'DESTINATION', { associationLingerTimeout: 0 });
  }

  associationReleaseRequested() {
    this.sendAssociationReleaseResponse();
  }
}

function answer(type, request, status) {
  const response = type.fromRequest(request);
  response.setStatus(status);
  return response;
}

const server = new Server(Archive);
server.on('networkError', (error) => console.log(`network error: ${error.message}`));
server.listen(Number(port), {
  securityOptions: key && {
    key: readFileSync(key),
    cert: readFileSync(cert),
    ca: readFileSync(ca),
    requestCert: true,
    rejectUnauthorized: true,
  },
});
