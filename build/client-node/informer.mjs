// Follows the ConfigMaps of a namespace with the informer of @kubernetes/client-node until it is ended, and prints what it is told, one JSON object a line.
// Usage: KUBECONFIG=… node informer.mjs NAMESPACE
import * as k8s from '@kubernetes/client-node';

const namespace = process.argv[2] ?? 'default';
const config = new k8s.KubeConfig();
config.loadFromDefault();
const api = config.makeApiClient(k8s.CoreV1Api);
const path = `/api/v1/namespaces/${namespace}/configmaps`;
const informer = k8s.makeInformer(config, path, () => api.listNamespacedConfigMap({ namespace }));
const tell = (event, rest) => console.log(JSON.stringify({ event, ...rest }));

for (const event of ['add', 'update', 'delete']) {
  informer.on(event, (map) => tell(event, { name: map.metadata.name, version: map.metadata.resourceVersion }));
}
informer.on('connect', () => tell('connect'));
// What goes wrong is tried again after a second, as the package's own example does.
informer.on('error', (error) => {
  tell('error', { message: String(error?.message ?? error).slice(0, 200) });
  setTimeout(() => informer.start().catch(() => {}), 1000);
});
await informer.start();
