// A peer to measure beside: client-go's shared informer, which keeps all Deployments of a cluster or of a namespace.
//
//	client-go-informer --kubeconfig FILE [--namespace NAME] [--strip]
//
// It prints one line of JSON once its cache is full, and ends.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"os"
	"runtime"
	"time"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

type figures struct {
	Objects  int     `json:"objects"`
	Seconds  float64 `json:"seconds"`
	Retained float64 `json:"retainedBytesPerObject"`
	Alloc    float64 `json:"allocBytesPerObject"`
}

func main() {
	kubeconfig := flag.String("kubeconfig", "", "the cluster")
	namespace := flag.String("namespace", "", "only this namespace")
	strip := flag.Bool("strip", false, "keep no managedFields")
	flag.Parse()

	client, err := connect(*kubeconfig)
	if err != nil {
		log.Fatal(err)
	}
	factory := informers.NewSharedInformerFactoryWithOptions(client, 0, options(*namespace, *strip)...)
	informer := factory.Apps().V1().Deployments().Informer()
	if err := json.NewEncoder(os.Stdout).Encode(fill(factory, informer)); err != nil {
		log.Fatal(err)
	}
}

// As a controller would be set up that is meant to be quick: no limit of requests, and protobuf.
func connect(kubeconfig string) (*kubernetes.Clientset, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, err
	}
	config.QPS = -1
	config.ContentType = "application/vnd.kubernetes.protobuf"
	config.AcceptContentTypes = "application/vnd.kubernetes.protobuf,application/json"
	return kubernetes.NewForConfig(config)
}

func options(namespace string, strip bool) []informers.SharedInformerOption {
	all := []informers.SharedInformerOption{informers.WithNamespace(namespace)}
	if !strip {
		return all
	}
	return append(all, informers.WithTransform(func(object any) (any, error) {
		if accessor, err := meta.Accessor(object); err == nil {
			accessor.SetManagedFields(nil)
		}
		return object, nil
	}))
}

func fill(factory informers.SharedInformerFactory, informer cache.SharedIndexInformer) figures {
	stop := make(chan struct{})
	defer close(stop)
	before := memory()
	started := time.Now()
	factory.Start(stop)
	// WaitForCacheSync looks every 100 ms only, which would count against the peer.
	for !informer.HasSynced() {
		time.Sleep(time.Millisecond)
	}
	took := time.Since(started)
	after := memory()
	objects := len(informer.GetStore().ListKeys())
	each := func(bytes uint64) float64 { return float64(bytes) / float64(max(objects, 1)) }
	runtime.KeepAlive(informer)
	return figures{objects, took.Seconds(), each(after.HeapAlloc - min(before.HeapAlloc, after.HeapAlloc)), each(after.TotalAlloc - before.TotalAlloc)}
}

// Twice: what finalizers and pools let go in the first collection is free after the second.
func memory() (stats runtime.MemStats) {
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return
}
